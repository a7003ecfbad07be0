//! State of the form of a goal, and the draft it makes.

use leptos::prelude::*;
use yaninda_shared::{
    cases::CaseRecord,
    ids::{CaseId, GoalId, ServiceId},
    outcomes::OutcomeDomain,
    plans::{GoalDraft, GoalRecord, GoalState, GoalStep, MAX_STEPS, StepBy},
    record::Meta,
    values::{LongText, NaiveDate, ShortText, ValueError},
};

use super::words::of_goal;
use crate::{
    components::{Refused, typed},
    format,
    forms::{DraftForm, Saved},
    ids,
    store::{self, Failure},
    timeline::Fact,
};

/// What a form begins with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    pub case: CaseId,
    pub id: GoalId,
    pub version: Option<i64>,
    /// `None` for a new one.
    pub draft: Option<GoalDraft>,
    pub opened_on: NaiveDate,
}

impl Start {
    /// A new one.
    pub(super) fn new(case: &CaseRecord) -> Self {
        Self { case: case.id, id: ids::new(GoalId::from_parts), version: None, draft: None, opened_on: case.opened_on }
    }

    /// One there is; `state` is how it stands from today on, where it is to end.
    pub(super) fn change(case: &CaseRecord, one: &GoalRecord, state: Option<GoalState>) -> Self {
        let mut draft = one.draft.clone();
        if let Some(state) = state {
            (draft.state, draft.ended_on) = (state, Some(format::today()));
        }
        // As the server does: a case that is said to have opened later makes nothing wrong that stands already.
        let opened_on = case.opened_on.min(draft.starts_on);
        Self { case: case.id, id: one.id, version: Some(one.meta.version), draft: Some(draft), opened_on }
    }
}

/// One step. `Copy`; all that a goal may have are made with the form, because what a press makes goes with its button.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub text: RwSignal<String>,
    pub who: RwSignal<StepBy>,
    pub name: RwSignal<String>,
    pub due_on: RwSignal<Option<NaiveDate>>,
    pub done_on: RwSignal<Option<NaiveDate>>,
}

impl Step {
    fn blank() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            who: RwSignal::new(StepBy::Together),
            name: RwSignal::new(String::new()),
            due_on: RwSignal::new(None),
            done_on: RwSignal::new(None),
        }
    }

    fn fill(self, step: Option<&GoalStep>) {
        let text = |text: Option<&ShortText>| text.map_or_else(String::new, |text| text.as_str().to_owned());
        self.text.set(text(step.map(|step| &step.text)));
        self.who.set(step.map_or(StepBy::Together, |step| step.who));
        self.name.set(text(step.and_then(|step| step.name.as_ref())));
        self.due_on.set(step.and_then(|step| step.due_on));
        self.done_on.set(step.and_then(|step| step.done_on));
    }

    fn is_blank(self) -> bool {
        let text = [self.text, self.name].iter().all(|text| text.with_untracked(|text| text.trim().is_empty()));
        text && self.due_on.get_untracked().is_none() && self.done_on.get_untracked().is_none()
    }

    fn read(self, at: usize, refused: &mut Refused) -> Option<GoalStep> {
        let who = self.who.get_untracked();
        let path = |field: &str| format!("steps[{at}].{field}");
        let text = refused.check(&path("text"), ShortText::parse(&self.text.get_untracked()));
        let name = if who == StepBy::Other { refused.short(&path("name"), self.name) } else { None };
        let (due_on, done_on) = (self.due_on.get_untracked(), self.done_on.get_untracked());
        Some(GoalStep { text: text?, who, name, due_on, done_on })
    }
}

/// State of the form. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub start: StoredValue<Start>,
    pub words: RwSignal<String>,
    /// A code of [`OutcomeDomain`], or nothing.
    pub domain: RwSignal<String>,
    pub starts_on: RwSignal<Option<NaiveDate>>,
    pub due_on: RwSignal<Option<NaiveDate>>,
    steps: StoredValue<Vec<Step>>,
    /// Which of the steps are shown, in their order.
    pub shown: RwSignal<Vec<usize>>,
    pub services: RwSignal<Vec<ServiceId>>,
    pub state: RwSignal<GoalState>,
    pub ended_on: RwSignal<Option<NaiveDate>>,
    pub note: RwSignal<String>,
    pub saved: Saved,
}

impl Form {
    pub(super) fn new(start: Start) -> Self {
        let form = Self {
            saved: Saved::new(start.version),
            words: RwSignal::new(String::new()),
            domain: RwSignal::new(String::new()),
            starts_on: RwSignal::new(Some(format::today())),
            due_on: RwSignal::new(None),
            steps: StoredValue::new((0..MAX_STEPS).map(|_| Step::blank()).collect()),
            shown: RwSignal::new(Vec::new()),
            services: RwSignal::new(Vec::new()),
            state: RwSignal::new(GoalState::Open),
            ended_on: RwSignal::new(None),
            note: typed(None),
            start: StoredValue::new(start),
        };
        if let Some(draft) = form.start.with_value(|start| start.draft.clone()) {
            form.take(&draft);
        }
        form
    }

    /// Takes what there is, or what somebody else saved.
    fn take(self, draft: &GoalDraft) {
        self.words.set(draft.words.as_str().to_owned());
        self.domain.set(draft.domain.as_str().to_owned());
        self.starts_on.set(Some(draft.starts_on));
        self.due_on.set(draft.due_on);
        self.steps.with_value(|all| {
            for (at, step) in all.iter().enumerate() {
                step.fill(draft.steps.get(at));
            }
        });
        self.shown.set((0..draft.steps.len().min(MAX_STEPS)).collect());
        self.services.set(draft.services.clone());
        self.state.set(draft.state);
        self.ended_on.set(draft.ended_on);
        self.note.set(draft.note.as_ref().map_or_else(String::new, |note| note.as_str().to_owned()));
    }

    /// One of the steps.
    pub(super) fn step(self, which: usize) -> Option<Step> {
        self.steps.with_value(|all| all.get(which).copied())
    }

    /// Shows one more step; nothing if there are as many as there may be.
    pub(super) fn add_step(self) {
        self.shown.update(|shown| shown.extend((0..MAX_STEPS).find(|which| !shown.contains(which))));
        self.saved.typed.set(true);
    }

    /// Takes a step away.
    pub(super) fn remove_step(self, which: usize) {
        self.shown.update(|shown| shown.retain(|known| *known != which));
        if let Some(step) = self.step(which) {
            step.fill(None);
        }
        self.saved.typed.set(true);
    }

    /// The draft, checked as the server will check it. Steps in which nothing stands are left out. Errors: the fields to
    /// look at again.
    fn read(self) -> Result<GoalDraft, Failure> {
        let mut refused = Refused::default();
        let stands = |which: &usize| self.step(*which).is_some_and(|step| !step.is_blank());
        let shown: Vec<usize> = self.shown.get_untracked().into_iter().filter(stands).collect();
        if self.shown.with_untracked(|now| *now != shown) {
            self.shown.set(shown.clone());
        }
        let steps = shown.iter().filter_map(|which| self.step(*which)).enumerate();
        let steps: Vec<GoalStep> = steps.filter_map(|(at, step)| step.read(at, &mut refused)).collect();
        let words = refused.check("words", LongText::parse(&self.words.get_untracked()));
        let domain = OutcomeDomain::from_code(&self.domain.get_untracked()).ok_or(ValueError::Missing);
        let domain = refused.check("domain", domain);
        let starts_on = refused.check("starts_on", self.starts_on.get_untracked().ok_or(ValueError::Missing));
        let note = refused.long("note", self.note);
        let state = self.state.get_untracked();
        let (Some(words), Some(domain), Some(starts_on)) = (words, domain, starts_on) else {
            return Err(refused.failure());
        };
        let draft = GoalDraft {
            words,
            domain,
            starts_on,
            due_on: self.due_on.get_untracked(),
            steps,
            services: self.services.get_untracked(),
            state,
            ended_on: self.ended_on.get_untracked().filter(|_| state != GoalState::Open),
            note,
        };
        let checked = draft.validate(self.start.with_value(|start| start.opened_on), format::today());
        refused.finish(draft, checked)
    }
}

impl DraftForm for Form {
    type Draft = GoalDraft;
    type Record = GoalRecord;

    fn saved(self) -> Saved {
        self.saved
    }

    fn draft(self) -> Result<GoalDraft, Failure> {
        self.read()
    }

    fn fill(self, draft: &GoalDraft) {
        self.take(draft);
    }

    fn parts(record: &GoalRecord) -> (Meta, &GoalDraft) {
        (record.meta, &record.draft)
    }

    fn facts(_: &GoalRecord, draft: &GoalDraft) -> Vec<Fact> {
        of_goal(draft)
    }

    async fn save(self, draft: &GoalDraft, version: Option<i64>) -> Result<GoalRecord, Failure> {
        let (case, id) = self.start.with_value(|start| (start.case, start.id));
        store::plans::save_goal(case, id, version, draft).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form::new(Start {
            case: ids::new(CaseId::from_parts),
            id: ids::new(GoalId::from_parts),
            version: None,
            draft: None,
            opened_on: NaiveDate::MIN,
        })
    }

    #[test]
    fn a_goal_needs_words_and_a_part_of_life_and_blank_steps_are_left_out() {
        let owner = Owner::new();
        owner.set();
        let form = form();
        let refused = |form: Form| form.draft().err().map(|failure| failure.fields).unwrap_or_default();
        let fields: Vec<String> = refused(form).into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["words", "domain"]);
        let day = "2026-11-10".parse().ok();
        form.starts_on.set(day);
        form.words.set("A room with a window".to_owned());
        form.domain.set("housing".to_owned());
        for _ in 0..3 {
            form.add_step();
        }
        form.step(1).unwrap().text.set("See three rooms".to_owned());
        form.step(2).unwrap().due_on.set(day);
        let fields: Vec<String> = refused(form).into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["steps[1].text"]);
        assert_eq!(form.shown.get_untracked(), [1, 2], "what is blank is gone, so that places are those of the draft");
        form.remove_step(2);
        let draft = form.draft().unwrap();
        assert_eq!(draft.steps.iter().map(|step| step.text.as_str()).collect::<Vec<_>>(), ["See three rooms"]);
    }

    #[test]
    fn no_more_steps_are_offered_than_a_goal_may_have() {
        let owner = Owner::new();
        owner.set();
        let form = form();
        for _ in 0..=MAX_STEPS {
            form.add_step();
        }
        assert_eq!(form.shown.get_untracked().len(), MAX_STEPS);
        form.remove_step(4);
        form.add_step();
        assert_eq!(form.shown.get_untracked().last(), Some(&4));
    }
}
