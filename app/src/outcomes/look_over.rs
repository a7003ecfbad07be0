//! The last step of the sheet: everything that was said, a way back to each, and a note.

use leptos::prelude::*;

use super::{
    form::{Form, Row, Said, Step},
    step::OpenOptional,
    story::told,
};
use crate::{
    components::{Icon, Size, TextArea, error_of},
    format,
    i18n::{Label, k, t, tf},
};

/// What was said and what was left out.
#[component]
pub(super) fn LookOver(form: Form, go: Callback<Step>) -> impl IntoView {
    let about = move || {
        let day = form.occurred_on.get().map_or_else(String::new, format::day);
        [day, form.method.get().label().to_owned()].join(" · ")
    };
    let nothing = move || {
        form.saved.failure.with(|failure| failure.as_ref().is_some_and(|failure| failure.field("ratings").is_some()))
    };
    view! {
        <ul class="card rows" data-test="look-over">
            <li><Line title=t(k::OUTCOMES_WHEN_AND_HOW) text=Signal::derive(about) own=Signal::stored(None) press=move |()| go.run(Step::About)/></li>
            {move || form.rows().into_iter().map(|row| view! { <li><OfDomain row=row go=go/></li> }).collect_view()}
        </ul>
        {move || nothing().then(|| view! { <p class="field-error" role="alert"><Icon name="alert" size=Size::Small/>{t(k::OUTCOMES_NOTHING)}</p> })}
        <OpenOptional form=form go=go/>
        <TextArea label=t(k::LOG_NOTE) optional=true value=form.note error=error_of(form.saved.failure, "note")/>
    }
}

#[component]
fn OfDomain(row: Row, go: Callback<Step>) -> impl IntoView {
    let say = |said: Said| told(said.score(), said.unrated());
    let text = move || {
        let said = say(row.said.get());
        said.unwrap_or_else(|| t(if row.is_used() { k::OUTCOMES_MISSING } else { k::OUTCOMES_LEFT_OUT }).to_owned())
    };
    let own = move || say(row.own.get()).map(|own| tf(k::OUTCOMES_OWN_SAID, &[("rating", &own)]));
    view! { <Line title=row.domain.label() text=Signal::derive(text) own=Signal::derive(own) press=move |()| go.run(Step::Domain(row.domain))/> }
}

#[component]
fn Line(
    title: &'static str,
    text: Signal<String>,
    own: Signal<Option<String>>,
    #[prop(into)] press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="row" on:click=move |_| press.run(())>
            <span class="grow">
                <span class="row-title">{title}</span>
                <span class="row-text">{text}</span>
                {move || own.get().map(|own| view! { <span class="row-text">{own}</span> })}
            </span>
            <Icon name="chev" size=Size::Small/>
        </button>
    }
}
