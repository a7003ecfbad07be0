//! The sheet in which a workshop is recorded or changed.

use leptos::prelude::*;
use yaninda_shared::{referrals::UnitRecord, workshops::WorkshopTopic};

use super::{
    form::{Form, Start},
    questions::Questions,
};
use crate::{
    components::{ChipChecks, DateField, Input, Loaded, Sheet, TextArea, TextField, error_of, hold},
    forms::DraftFields,
    i18n::{Label, k, t, tf},
    store::{self, Failure, Reading},
};

/// The sheet; `done` takes it away.
#[component]
pub(super) fn WorkshopSheet(start: Start, done: Callback<()>) -> impl IntoView {
    let form = hold(|| {
        let form = Form::new(start);
        (form, form.saved.typed.into())
    });
    view! {
        <Sheet open=RwSignal::new(true) title=t(k::RECORD_KIND_WORKSHOP).to_owned() on_close=done>
            <Fields form=form done=done/>
        </Sheet>
    }
}

#[component]
fn Fields(form: Form, done: Callback<()>) -> impl IntoView {
    let error = move |field: &str| error_of(form.saved.failure, field);
    let attendance = error("attendance");
    let topics = WorkshopTopic::ALL.iter().map(|topic| (*topic, topic.label().to_owned())).collect();
    view! {
        <DraftFields form=form done=done>
            <DateField label=t(k::WORKSHOPS_HELD) value=form.held_on error=error("held_on")/>
            <TextField label=t(k::WORKSHOPS_PLACE) value=form.place error=error("place")/>
            <ChipChecks legend=t(k::WORKSHOPS_TOPICS) options=topics value=form.topics error=error("topics")/>
            <TextArea label=t(k::LOG_NOTE) optional=true value=form.note error=error("note")/>
            <h3>{t(k::WORKSHOPS_PARTICIPANTS)}</h3>
            <p class="sm muted">{t(k::WORKSHOPS_PARTICIPANTS_HINT)}</p>
            <People form=form units=store::referrals::units()/>
            {move || attendance.get().map(|said| view! { <p class="field-error" role="alert">{said}</p> })}
            <h3>{t(k::WORKSHOPS_QUESTIONS)}</h3>
            <Questions form=form/>
            <Paper form=form/>
        </DraftFields>
    }
}

/// How many of each unit; one that is not offered any more where it stands.
#[component]
fn People(form: Form, units: Reading<Vec<UnitRecord>>) -> impl IntoView {
    view! {
        <Loaded reading=units view={move |all: Vec<UnitRecord>| {
            let stands = |unit: &UnitRecord| form.people.with_untracked(|people| people.iter().any(|(known, _)| *known == unit.id));
            let fields = all.into_iter().filter(|unit| !unit.draft.retired || stands(unit)).map(|unit| {
                let error = error_of(form.saved.failure, format!("people.{}", unit.id));
                view! { <TextField label=unit.draft.name.as_str().to_owned() input=Input::Number optional=true value=form.people_of(unit.id) error=error/> }
            });
            view! { <div class="two">{fields.collect_view()}</div> }
        }}/>
    }
}

/// Counts from paper forms, folded until they are wanted.
#[component]
fn Paper(form: Form) -> impl IntoView {
    let steps = (1..=5).map(|step: u32| tf(k::WORKSHOPS_STEP, &[("step", &step.to_string())]));
    let known =
        [k::WORKSHOPS_ASKED_BEFORE, k::WORKSHOPS_RIGHT_BEFORE, k::WORKSHOPS_ASKED_AFTER, k::WORKSHOPS_RIGHT_AFTER];
    let labels = steps.chain(known.map(|key| t(key).to_owned()));
    let fields = labels.zip(form.paper).enumerate().map(|(at, (label, value))| {
        view! { <TextField label=label input=Input::Number optional=true value=value error=error_of(form.saved.failure, format!("paper.{at}"))/> }
    });
    // What is refused in here is shown; then it stays open.
    let open = Memo::new(move |was: Option<&bool>| {
        let refused = |failure: &Failure| failure.fields.iter().any(|error| error.field.starts_with("paper."));
        form.saved.failure.with(|failure| failure.as_ref().is_some_and(refused)) || was == Some(&true)
    });
    view! {
        <details open=move || open.get()>
            <summary>{t(k::WORKSHOPS_PAPER)}</summary>
            <p class="sm muted">{t(k::WORKSHOPS_PAPER_HINT)}</p>
            <div class="two">{fields.collect_view()}</div>
        </details>
    }
}
