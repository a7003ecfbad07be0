//! The sheet in which a goal is set, changed, or said to be reached or let go. What is typed stays while the app is locked.

use leptos::prelude::*;
use yaninda_shared::{
    ids::{CaseId, ServiceId},
    outcomes::OutcomeDomain,
    plans::GoalState,
    services::ServiceRecord,
};

use super::{
    goal_form::{Form, Start},
    step_fields::Steps,
};
use crate::{
    components::{ChipChecks, DateField, Segmented, SelectField, Sheet, TextArea, enum_options, error_of, hold},
    format,
    forms::DraftFields,
    i18n::{self, Label, k, t},
    store,
};

/// The sheet; `done` takes it away.
#[component]
pub(super) fn GoalSheet(case: CaseId, start: Start, done: Callback<()>) -> impl IntoView {
    let title = t(if start.version.is_none() { k::PLANS_ADD_GOAL } else { k::PLANS_CHANGE_GOAL });
    let form = hold(|| {
        let form = Form::new(start);
        (form, form.saved.typed.into())
    });
    view! {
        <Sheet open=RwSignal::new(true) title=title on_close=done>
            <Fields case=case form=form done=done/>
        </Sheet>
    }
}

#[component]
fn Fields(case: CaseId, form: Form, done: Callback<()>) -> impl IntoView {
    let services = store::services::list(Signal::stored(Some(case)));
    let error = move |field: &str| error_of(form.saved.failure, field);
    let linked =
        move || {
            let options: Vec<_> = services.load().ready()?.iter().filter(|one| !one.withdrawn).map(option).collect();
            (!options.is_empty()).then(|| view! {
            <ChipChecks legend=t(k::PLANS_SERVICES) options=options value=form.services error=error("services")/>
        })
        };
    let is_new = form.start.with_value(|start| start.version.is_none());
    let states = GoalState::ALL.iter().map(|state| (*state, state.label().to_owned())).collect();
    let ended =
        move || {
            (form.state.get() != GoalState::Open).then(|| view! {
            <DateField label=t(k::PLANS_ENDED_ON) value=form.ended_on max=format::today() error=error("ended_on")/>
        })
        };
    view! {
        <DraftFields form=form done=done>
            <TextArea label=t(k::PLANS_WORDS) hint=t(k::PLANS_WORDS_HINT).to_owned() value=form.words error=error("words")/>
            <SelectField label=t(k::OUTCOMES_PART) value=form.domain options=enum_options(OutcomeDomain::ALL, OutcomeDomain::as_str) empty=t(k::FORM_CHOOSE).to_owned() error=error("domain")/>
            <DateField label=t(k::PLANS_DUE_ON) hint=t(k::PLANS_DUE_HINT).to_owned() optional=true value=form.due_on error=error("due_on")/>
            <Steps form=form/>
            {linked}
            <DateField label=t(k::PLANS_STARTS_ON) value=form.starts_on error=error("starts_on")/>
            {(!is_new).then(|| view! {
                <Segmented legend=t(k::PLANS_STATE) value=form.state options=states error=error("state")/>
                {ended}
            })}
            <TextArea label=t(k::LOG_NOTE) optional=true value=form.note error=error("note")/>
        </DraftFields>
    }
}

fn option(service: &ServiceRecord) -> (ServiceId, String) {
    let day = format::day_short(service.draft.occurred_on);
    (service.id, [i18n::service(&service.draft.code), &day].join(" · "))
}
