//! The sheet in which a milestone is chosen, changed, or said to be reached.

use leptos::prelude::*;
use yaninda_shared::milestones::{ChosenBy, MilestoneKind, MilestoneTypeRecord};

use super::form::{Form, Start};
use crate::{
    components::{Button, DateField, Kind, Segmented, SelectField, Sheet, TextArea, TextField, error_of, hold},
    format,
    forms::DraftFields,
    i18n::{Label, k, t, tf},
    store::{self, Reading},
};

/// The sheet; `done` takes it away.
#[component]
pub(super) fn MilestoneSheet(start: Start, done: Callback<()>) -> impl IntoView {
    let title = start.name.clone().unwrap_or_else(|| t(k::MILESTONES_CHOOSE).to_owned());
    let form = hold(|| {
        let form = Form::new(start);
        (form, form.saved.typed.into())
    });
    view! {
        <Sheet open=RwSignal::new(true) title=title on_close=done>
            <Fields form=form done=done/>
        </Sheet>
    }
}

#[component]
fn Fields(form: Form, done: Callback<()>) -> impl IntoView {
    let types = store::milestones::types();
    let is_new = form.start.with_value(|start| start.version.is_none());
    let options = Signal::derive(move || offered(form, types));
    let who = ChosenBy::ALL.iter().map(|who| (*who, who.label().to_owned())).collect();
    let error = move |field: &str| error_of(form.saved.failure, field);
    let usual = move || {
        form.usually().map(|day| {
            let take = move |()| form.expected_on.set(Some(day));
            view! {
                <p class="cluster sm muted">
                    {tf(k::MILESTONES_USUALLY, &[("day", &format::day(day))])}
                    <Button kind=Kind::Quiet compact=true on_press=take attr:data-test="use-usual">{t(k::MILESTONES_USE_DAY)}</Button>
                </p>
            }
        })
    };
    view! {
        <DraftFields form=form done=done>
            {is_new.then(|| view! {
                <SelectField label=t(k::RECORD_KIND_MILESTONE) value=form.which options=options empty=t(k::FORM_CHOOSE).to_owned() error=error("kind")/>
            })}
            <Segmented legend=t(k::MILESTONES_CHOSEN_BY) value=form.chosen_by options=who error=error("chosen_by")/>
            <div class="stack-s">
                <DateField label=t(k::MILESTONES_EXPECTED) optional=true value=form.expected_on error=error("expected_on")/>
                {usual}
            </div>
            <DateField label=t(k::MILESTONES_REACHED_ON) optional=true value=form.reached_on max=format::today() error=error("reached_on")/>
            <TextField label=t(k::OUTCOMES_EVIDENCE) optional=true value=form.evidence error=error("evidence")/>
            <TextArea label=t(k::LOG_NOTE) optional=true value=form.note error=error("note")/>
        </DraftFields>
    }
}

/// Those the case does not have yet: of every office in their order, then the office's own.
fn offered(form: Form, types: Reading<Vec<MilestoneTypeRecord>>) -> Vec<(String, String)> {
    let every = MilestoneKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), kind.label().to_owned()));
    let own = types.get().unwrap_or_default().into_iter().filter(|one| !one.draft.retired);
    let own = own.map(|one| (one.id.to_string(), one.draft.name.as_str().to_owned()));
    let all = every.chain(own);
    form.start.with_value(|start| all.filter(|(code, _)| !start.taken.contains(code)).collect())
}
