//! State of the form in which it is noted that the plan was agreed, looked at again or changed.

use chrono::Days;
use leptos::prelude::*;
use yaninda_shared::{
    cases::CaseRecord,
    ids::{CaseId, PlanId},
    plans::{PlanDraft, PlanRecord, PlanStep},
    record::Meta,
    values::{LanguageTag, NaiveDate, ShortText, ValueError},
};

use super::words::of_entry;
use crate::{
    components::{Refused, typed},
    format,
    forms::{DraftForm, Saved},
    ids,
    store::{self, Failure},
    timeline::Fact,
};

/// Days after which a plan is usually looked at again.
const USUALLY: u64 = 90;

/// What a form begins with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    case: CaseId,
    pub id: PlanId,
    pub version: Option<i64>,
    /// `None` for a new one.
    draft: Option<PlanDraft>,
    pub step: PlanStep,
    /// A code, or nothing where it is not known.
    language: String,
    interpreter: Option<ShortText>,
    opened_on: NaiveDate,
}

impl Start {
    /// A new one: the first time it is agreed, later it is looked at again, in the language it was talked over in last.
    pub(super) fn new(case: &CaseRecord, entries: &[PlanRecord]) -> Self {
        let last = entries.iter().find(|one| !one.withdrawn).map(|one| &one.draft);
        let language = last.map_or_else(|| spoken(case), |last| Some(last.language.clone()));
        Self {
            case: case.id,
            id: ids::new(PlanId::from_parts),
            version: None,
            draft: None,
            step: if last.is_some() { PlanStep::Reviewed } else { PlanStep::Agreed },
            language: language.map_or_else(String::new, |language| language.as_str().to_owned()),
            interpreter: last.and_then(|last| last.interpreter.clone()),
            opened_on: case.opened_on,
        }
    }

    /// One there is.
    pub(super) fn correct(case: &CaseRecord, one: &PlanRecord) -> Self {
        let draft = one.draft.clone();
        Self {
            case: case.id,
            id: one.id,
            version: Some(one.meta.version),
            step: draft.step,
            language: draft.language.as_str().to_owned(),
            interpreter: draft.interpreter.clone(),
            // As the server does: a case that is said to have opened later makes nothing wrong that stands already.
            opened_on: case.opened_on.min(draft.occurred_on),
            draft: Some(draft),
        }
    }
}

/// The language in which the person is written to, or else their first one, if it is known.
pub(super) fn spoken(case: &CaseRecord) -> Option<LanguageTag> {
    case.safe_contact.language.clone().or_else(|| case.profile.languages.first().cloned())
}

/// State of the form. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub start: StoredValue<Start>,
    pub step: RwSignal<PlanStep>,
    pub occurred_on: RwSignal<Option<NaiveDate>>,
    pub language: RwSignal<String>,
    pub interpreter: RwSignal<String>,
    pub copy_given: RwSignal<bool>,
    pub next_review_on: RwSignal<Option<NaiveDate>>,
    pub note: RwSignal<String>,
    pub saved: Saved,
}

impl Form {
    pub(super) fn new(start: Start) -> Self {
        let form = Self {
            saved: Saved::new(start.version),
            step: RwSignal::new(start.step),
            occurred_on: RwSignal::new(Some(format::today())),
            language: RwSignal::new(start.language.clone()),
            interpreter: typed(start.interpreter.as_ref()),
            copy_given: RwSignal::new(false),
            next_review_on: RwSignal::new(format::today().checked_add_days(Days::new(USUALLY))),
            note: RwSignal::new(String::new()),
            start: StoredValue::new(start),
        };
        if let Some(draft) = form.start.with_value(|start| start.draft.clone()) {
            form.take(&draft);
        }
        form
    }

    /// Takes what there is, or what somebody else saved.
    fn take(self, draft: &PlanDraft) {
        self.step.set(draft.step);
        self.occurred_on.set(Some(draft.occurred_on));
        self.language.set(draft.language.as_str().to_owned());
        self.interpreter.set(draft.interpreter.as_ref().map_or_else(String::new, |name| name.as_str().to_owned()));
        self.copy_given.set(draft.copy_given);
        self.next_review_on.set(draft.next_review_on);
        self.note.set(draft.note.as_ref().map_or_else(String::new, |note| note.as_str().to_owned()));
    }

    /// The draft, checked as the server will check it. Errors: the fields to look at again.
    fn read(self) -> Result<PlanDraft, Failure> {
        let mut refused = Refused::default();
        let occurred_on = refused.check("occurred_on", self.occurred_on.get_untracked().ok_or(ValueError::Missing));
        let language = refused.check("language", LanguageTag::parse(&self.language.get_untracked()));
        let interpreter = refused.short("interpreter", self.interpreter);
        let note = refused.long("note", self.note);
        let (Some(occurred_on), Some(language)) = (occurred_on, language) else { return Err(refused.failure()) };
        let draft = PlanDraft {
            step: self.step.get_untracked(),
            occurred_on,
            language,
            interpreter,
            copy_given: self.copy_given.get_untracked(),
            next_review_on: self.next_review_on.get_untracked(),
            note,
        };
        let checked = draft.validate(self.start.with_value(|start| start.opened_on), format::today());
        refused.finish(draft, checked)
    }
}

impl DraftForm for Form {
    type Draft = PlanDraft;
    type Record = PlanRecord;

    fn saved(self) -> Saved {
        self.saved
    }

    fn draft(self) -> Result<PlanDraft, Failure> {
        self.read()
    }

    fn fill(self, draft: &PlanDraft) {
        self.take(draft);
    }

    fn parts(record: &PlanRecord) -> (Meta, &PlanDraft) {
        (record.meta, &record.draft)
    }

    fn facts(_: &PlanRecord, draft: &PlanDraft) -> Vec<Fact> {
        of_entry(draft)
    }

    async fn save(self, draft: &PlanDraft, version: Option<i64>) -> Result<PlanRecord, Failure> {
        let (case, id) = self.start.with_value(|start| (start.case, start.id));
        store::plans::save_entry(case, id, version, draft).await
    }
}
