//! The steps towards a goal, as the form of the goal asks for them.

use leptos::{html, prelude::*};
use yaninda_shared::plans::{MAX_STEPS, StepBy};

use super::goal_form::{Form, Step};
use crate::{
    components::{Button, DateField, FieldGroup, Kind, Segmented, TextField},
    format,
    i18n::{Label, k, t, tf},
};

/// All of them, and one more.
#[component]
pub(super) fn Steps(form: Form) -> impl IntoView {
    let list = NodeRef::<html::Ol>::new();
    // What was taken away had the focus.
    let removed = Callback::new(move |which: usize| {
        form.remove_step(which);
        if let Some(list) = list.get_untracked() {
            let _ = list.focus();
        }
    });
    let rows = move || form.shown.get().into_iter().enumerate().collect::<Vec<_>>();
    let row = move |(at, which): (usize, usize)| {
        form.step(which)
            .map(|step| view! { <StepFields form=form at=at step=step remove=move |()| removed.run(which)/> })
    };
    let more = Memo::new(move |_| form.shown.with(Vec::len) < MAX_STEPS);
    view! {
        <div class="stack-s">
            <ol class="plan-step-fields" node_ref=list tabindex="-1" aria-label=t(k::PLANS_STEPS)><For each=rows key=|place| *place children=row/></ol>
            <p>{move || more.get().then(|| view! {
                <Button compact=true icon="plus" on_press=move |()| form.add_step() attr:data-test="add-step">{t(k::PLANS_ADD_STEP)}</Button>
            })}</p>
        </div>
    }
}

#[component]
fn StepFields(form: Form, at: usize, step: Step, #[prop(into)] remove: Callback<()>) -> impl IntoView {
    let error = move |field: &str| {
        let path = format!("steps[{at}].{field}");
        Signal::derive(move || form.saved.failure.with(|failure| failure.as_ref()?.field(&path).map(str::to_owned)))
    };
    let number = format::number(i64::try_from(at + 1).unwrap_or(i64::MAX));
    let title = tf(k::PLANS_STEP, &[("at", &number)]);
    let label = tf(k::FORM_REMOVE, &[("what", &title)]);
    let who = StepBy::ALL.iter().map(|who| (*who, who.label().to_owned())).collect();
    let name = move || {
        (step.who.get() == StepBy::Other).then(|| {
            view! {
                <TextField label=t(k::PLANS_STEP_NAME) optional=true value=step.name error=error("name")/>
            }
        })
    };
    view! {
        <li class="card card-pad" data-test="step-fields">
            <FieldGroup legend=title>
                <div class="stack-s">
                    <TextField label=t(k::PLANS_STEP_TEXT) value=step.text error=error("text")/>
                    <Segmented legend=t(k::PLANS_STEP_WHO) value=step.who options=who/>
                    {name}
                    <DateField label=t(k::PLANS_DUE_ON) optional=true value=step.due_on error=error("due_on")/>
                    <DateField label=t(k::PLANS_STEP_DONE) optional=true value=step.done_on max=format::today() error=error("done_on")/>
                    <Button kind=Kind::Quiet compact=true icon="close" on_press=remove attr:data-test="remove-step">{label}</Button>
                </div>
            </FieldGroup>
        </li>
    }
}
