//! The sheet in which an assessment is made or corrected: one domain after the other, at the pace of the two who talk.
//! What was chosen stays while the app is locked; it may lock while they speak.

use leptos::{html, prelude::*};
use yaninda_shared::outcomes::OutcomeArea;

use super::{
    form::{Form, Step},
    look_over::LookOver,
    start::Start,
    step::{About, Domain, OpenOptional},
};
use crate::{
    components::{Button, Kind, PrivateForm, Sheet, hold, refused_save},
    forms::{saving, stale},
    i18n::{k, t, tf},
};

/// The sheet; `done` takes it away.
#[component]
pub fn RateSheet(start: Start, done: Callback<()>) -> impl IntoView {
    let form = hold(|| {
        let form = Form::new(start);
        (form, form.saved.typed.into())
    });
    let title = Signal::derive(move || form.title());
    view! {
        <Sheet open=RwSignal::new(true) title=title on_close=done>
            <Fields form=form done=done/>
        </Sheet>
    }
}

#[component]
fn Fields(form: Form, done: Callback<()>) -> impl IntoView {
    let body = NodeRef::<html::Div>::new();
    let save = saving(form, body, done);
    let element = NodeRef::<html::Form>::new();
    let go = Callback::new(move |step: Step| {
        // A day that is none is mended where it is typed.
        if element.get_untracked().is_some_and(|element| !element.report_validity()) {
            return;
        }
        form.step.set(step);
        if let Some(body) = body.get_untracked() {
            body.set_scroll_top(0);
        }
    });
    let on = move |by: isize| {
        if let Some(step) = untrack(|| form.beside(by)) {
            go.run(step);
        }
    };
    let submit = move || if form.step.get_untracked() == Step::End { save() } else { on(1) };
    let together = form.start.with_value(|start| tf(k::OUTCOMES_TOGETHER, &[("name", &start.code_name)]));
    let shown = move || match form.step.get() {
        Step::About => view! { <p class="sm muted">{together.clone()}</p> <About form=form/> }.into_any(),
        Step::Domain(domain) => {
            let row = untrack(|| form.rows()).into_iter().find(|row| row.domain == domain);
            let next = domain.area() == OutcomeArea::WellBeing;
            view! {
                {row.map(|row| view! { <Domain form=form row=row/> })}
                {next.then(|| view! { <OpenOptional form=form go=go/> })}
            }
            .into_any()
        }
        Step::End => view! { <LookOver form=form go=go/> }.into_any(),
    };
    view! {
        <PrivateForm class="sheet-form" submit=submit busy=form.saved.busy node_ref=element>
            <div class="sheet-body" node_ref=body>
                {move || stale(form, save)}
                {shown}
                {move || refused(form)}
            </div>
            <div class="sheet-foot"><Foot form=form back=Callback::new(move |()| on(-1)) end=Callback::new(move |()| go.run(Step::End))/></div>
        </PrivateForm>
    }
}

/// Back, on or save, and the way to the end from everywhere.
#[component]
fn Foot(form: Form, back: Callback<()>, end: Callback<()>) -> impl IntoView {
    let first = Memo::new(move |_| form.beside(-1).is_none());
    let last = Memo::new(move |_| form.step.get() == Step::End);
    view! {
        <div class="rate-foot">
            {move || (!first.get()).then(|| view! { <Button on_press=back attr:data-test="rate-back">{t(k::ACTION_BACK)}</Button> })}
            {move || if last.get() {
                view! { <Button kind=Kind::Primary icon="check" submit=true wide=true busy=form.saved.busy attr:data-test="save">{t(k::OUTCOMES_SAVE)}</Button> }.into_any()
            } else {
                view! { <Button kind=Kind::Primary submit=true wide=true attr:data-test="rate-next">{t(k::ACTION_CONTINUE)}</Button> }.into_any()
            }}
        </div>
        {move || (!last.get()).then(|| view! { <Button kind=Kind::Quiet compact=true on_press=end attr:data-test="rate-end">{t(k::OUTCOMES_TO_END)}</Button> })}
    }
}

/// What went wrong; that nothing is rated is said where all is looked over.
fn refused(form: Form) -> Option<AnyView> {
    refused_save(form.saved.failure.get().filter(|failure| failure.field("ratings").is_none()))
}
