//! How goals and what was agreed about them are put into words.

use yaninda_shared::{
    milestones::MilestoneRecord,
    plans::{GoalDraft, GoalState, GoalStep, PlanDraft, StepBy},
    values::NaiveDate,
};

use crate::{
    format,
    i18n::{Label, k, t, tf},
    milestones,
    timeline::Fact,
};

/// Who does a step: the name of somebody else, if it is known.
pub(super) fn who(step: &GoalStep) -> String {
    let named = step.name.as_ref().filter(|_| step.who == StepBy::Other);
    named.map_or_else(|| step.who.label().to_owned(), |name| name.as_str().to_owned())
}

/// Who does a step, and by when, or when it was done.
pub(super) fn step_line(step: &GoalStep) -> String {
    let when = match (step.done_on, step.due_on) {
        (Some(day), _) => Some(tf(k::PLANS_DONE_DAY, &[("day", &format::day(day))])),
        (None, Some(day)) => Some(by(day)),
        (None, None) => None,
    };
    [Some(who(step)), when].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn by(day: NaiveDate) -> String {
    tf(k::PLANS_BY, &[("day", &format::day(day))])
}

/// The part of life, and by when, or how it ended.
pub(super) fn goal_line(draft: &GoalDraft) -> String {
    let when = match (draft.state, draft.ended_on) {
        (GoalState::Open, _) => draft.due_on.map_or_else(|| t(k::MILESTONES_NO_DAY).to_owned(), by),
        (state, Some(day)) => [state.label(), &format::day(day)].join(", "),
        (state, None) => state.label().to_owned(),
    };
    [draft.domain.label(), &when].join(" · ")
}

/// Milestones of the same part of life that stand.
pub(super) fn beside(draft: &GoalDraft, all: &[MilestoneRecord]) -> Vec<String> {
    let here = all.iter().filter(|one| !one.withdrawn && one.declined_on.is_none());
    let here = here.filter(|one| one.draft.kind.is_some_and(|kind| kind.domain() == draft.domain));
    here.map(|one| [&milestones::name(one), " (", one.state.label(), ")"].concat()).collect()
}

/// What a goal says, for telling two versions apart.
#[must_use]
pub fn of_goal(draft: &GoalDraft) -> Vec<Fact> {
    let steps = draft.steps.iter().map(|step| [step.text.as_str(), &step_line(step)].join(" · "));
    let steps = steps.collect::<Vec<_>>().join("\n");
    let services =
        (!draft.services.is_empty()).then(|| format::number(i64::try_from(draft.services.len()).unwrap_or(i64::MAX)));
    let note = draft.note.as_ref().map(|note| note.as_str().to_owned());
    let said = [
        (k::PLANS_WORDS, Some(draft.words.as_str().to_owned())),
        (k::OUTCOMES_PART, Some(draft.domain.label().to_owned())),
        (k::PLANS_STARTS_ON, Some(format::day(draft.starts_on))),
        (k::PLANS_DUE_ON, draft.due_on.map(format::day)),
        (k::PLANS_STEPS, Some(steps).filter(|steps| !steps.is_empty())),
        (k::PLANS_SERVICES, services),
        (k::PLANS_STATE, Some(draft.state.label().to_owned())),
        (k::PLANS_ENDED_ON, draft.ended_on.map(format::day)),
        (k::LOG_NOTE, note),
    ];
    facts(said)
}

/// What was agreed, besides the goals.
#[must_use]
pub fn of_entry(draft: &PlanDraft) -> Vec<Fact> {
    let said = [
        (k::PLANS_WHAT, Some(draft.step.label().to_owned())),
        (k::LOG_WHEN, Some(format::day(draft.occurred_on))),
        (k::PLANS_LANGUAGE, Some(format::language(draft.language.as_str()))),
        (k::PLANS_INTERPRETER, draft.interpreter.as_ref().map(|name| name.as_str().to_owned())),
        (k::PLANS_COPY, Some(t(if draft.copy_given { k::FORM_YES } else { k::FORM_NO }).to_owned())),
        (k::PLANS_NEXT_REVIEW, draft.next_review_on.map(format::day)),
        (k::PLANS_NOTE, draft.note.as_ref().map(|note| note.as_str().to_owned())),
    ];
    facts(said)
}

fn facts<const N: usize>(said: [(crate::i18n::Key, Option<String>); N]) -> Vec<Fact> {
    said.into_iter().filter_map(|(label, value)| Some(Fact { label: t(label), value: value? })).collect()
}

#[cfg(test)]
pub(super) fn sample(fields: &serde_json::Value) -> GoalDraft {
    let mut draft = serde_json::json!({ "words": "A room with a window", "domain": "housing",
        "starts_on": "2026-11-10", "due_on": "2026-12-20", "state": "open" });
    draft.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    serde_json::from_value(draft).unwrap()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn goals_and_steps_say_who_and_by_when_or_how_they_ended() {
        assert_eq!(goal_line(&sample(&json!({}))), "Housing · By 2026-12-20");
        assert_eq!(goal_line(&sample(&json!({ "due_on": null }))), "Housing · No day yet, when ready");
        let met = json!({ "state": "met", "ended_on": "2026-11-20" });
        assert_eq!(goal_line(&sample(&met)), "Housing · Met, 2026-11-20");
        let steps = sample(&json!({ "steps": [
            { "text": "See rooms", "who": "other", "name": "Cousin", "due_on": "2026-12-01" },
            { "text": "See rooms", "who": "together", "due_on": "2026-12-01", "done_on": "2026-11-20" },
        ] }));
        let said: Vec<String> = steps.steps.iter().map(step_line).collect();
        assert_eq!(said, ["Cousin · By 2026-12-01", "Together · Done 2026-11-20"]);
    }
}
