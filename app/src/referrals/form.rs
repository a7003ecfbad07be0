//! State of the form of a referral, and the draft it makes.

use leptos::prelude::*;
use yaninda_shared::{
    ids::{CaseId, ReferralId, UnitId},
    record::Meta,
    referrals::{Indicator, ReferralDraft, ReferralOutcome, ReferralRecord, ReferralSource},
    values::{NaiveDate, ValueError},
};

use super::row::summary;
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
    pub id: ReferralId,
    pub version: Option<i64>,
    pub draft: ReferralDraft,
}

impl Start {
    /// A new one of today.
    pub(super) fn record() -> Self {
        let draft = ReferralDraft {
            source: ReferralSource::Pdmm,
            unit: None,
            role: None,
            received_on: format::today(),
            indicators: Vec::new(),
            note: None,
            outcome: ReferralOutcome::Waiting,
            outcome_on: None,
            case: None,
        };
        Self { id: ids::new(ReferralId::from_parts), version: None, draft }
    }

    /// One there is.
    pub(super) fn correct(one: &ReferralRecord) -> Self {
        Self { id: one.id, version: Some(one.meta.version), draft: one.draft.clone() }
    }
}

/// State of the form. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub start: StoredValue<Start>,
    pub source: RwSignal<String>,
    pub unit: RwSignal<String>,
    pub role: RwSignal<String>,
    pub received_on: RwSignal<Option<NaiveDate>>,
    pub indicators: RwSignal<Vec<Indicator>>,
    pub note: RwSignal<String>,
    pub outcome: RwSignal<String>,
    pub outcome_on: RwSignal<Option<NaiveDate>>,
    pub case: RwSignal<String>,
    pub saved: Saved,
}

fn id_of<T: std::fmt::Display>(id: Option<T>) -> String {
    id.map_or_else(String::new, |id| id.to_string())
}

impl Form {
    pub(super) fn new(start: Start) -> Self {
        let draft = &start.draft;
        Self {
            saved: Saved::new(start.version),
            source: RwSignal::new(draft.source.as_str().to_owned()),
            unit: RwSignal::new(id_of(draft.unit)),
            role: typed(draft.role.as_ref()),
            received_on: RwSignal::new(Some(draft.received_on)),
            indicators: RwSignal::new(draft.indicators.clone()),
            note: RwSignal::new(draft.note.as_ref().map_or_else(String::new, |note| note.as_str().to_owned())),
            outcome: RwSignal::new(draft.outcome.as_str().to_owned()),
            outcome_on: RwSignal::new(draft.outcome_on),
            case: RwSignal::new(id_of(draft.case)),
            start: StoredValue::new(start),
        }
    }

    /// Takes what somebody else saved.
    fn take(self, draft: &ReferralDraft) {
        self.source.set(draft.source.as_str().to_owned());
        self.unit.set(id_of(draft.unit));
        self.role.set(draft.role.as_ref().map_or_else(String::new, |role| role.as_str().to_owned()));
        self.received_on.set(Some(draft.received_on));
        self.indicators.set(draft.indicators.clone());
        self.note.set(draft.note.as_ref().map_or_else(String::new, |note| note.as_str().to_owned()));
        self.outcome.set(draft.outcome.as_str().to_owned());
        self.outcome_on.set(draft.outcome_on);
        self.case.set(id_of(draft.case));
    }

    /// The authority that is chosen; the caller runs again when that changes.
    pub(super) fn source(self) -> Option<ReferralSource> {
        self.source.with(|source| ReferralSource::from_code(source))
    }

    /// Whether an outcome is chosen that was decided on a day.
    pub(super) fn is_decided(self) -> bool {
        self.outcome.with(|outcome| ReferralOutcome::from_code(outcome) != Some(ReferralOutcome::Waiting))
    }

    /// The draft, checked as the server will check it. Errors: the fields to look at again.
    fn read(self) -> Result<ReferralDraft, Failure> {
        self.draft_on(format::today())
    }

    fn draft_on(self, today: NaiveDate) -> Result<ReferralDraft, Failure> {
        let mut refused = Refused::default();
        let missing = Err(ValueError::Missing);
        let received_on = refused.check("received_on", self.received_on.get_untracked().map_or(missing, Ok));
        let role = refused.short("role", self.role);
        let note = refused.long("note", self.note);
        let (decided, start) = (untrack(|| self.is_decided()), self.start.get_value());
        let Some(received_on) = received_on else { return Err(refused.failure()) };
        let outcome = self.outcome.with_untracked(|outcome| ReferralOutcome::from_code(outcome));
        let draft = ReferralDraft {
            source: untrack(|| self.source()).unwrap_or(start.draft.source),
            unit: self.unit.with_untracked(|unit| unit.parse::<UnitId>().ok()),
            role,
            received_on,
            indicators: self.indicators.get_untracked(),
            note,
            outcome: outcome.unwrap_or(start.draft.outcome),
            outcome_on: self.outcome_on.get_untracked().filter(|_| decided),
            case: self.case.with_untracked(|case| case.parse::<CaseId>().ok()),
        };
        let checked = draft.validate(today);
        refused.finish(draft, checked)
    }
}

impl DraftForm for Form {
    type Draft = ReferralDraft;
    type Record = ReferralRecord;

    fn saved(self) -> Saved {
        self.saved
    }

    fn draft(self) -> Result<ReferralDraft, Failure> {
        self.read()
    }

    fn fill(self, draft: &ReferralDraft) {
        self.take(draft);
    }

    fn parts(record: &ReferralRecord) -> (Meta, &ReferralDraft) {
        (record.meta, &record.draft)
    }

    fn facts(_: &ReferralRecord, draft: &ReferralDraft) -> Vec<Fact> {
        summary(draft)
    }

    async fn save(self, draft: &ReferralDraft, version: Option<i64>) -> Result<ReferralRecord, Failure> {
        store::referrals::save(self.start.with_value(|start| start.id), version, draft).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_has_its_day_and_one_that_waits_has_none() {
        let owner = Owner::new();
        owner.set();
        let today = "2026-11-23".parse().unwrap();
        let form = Form::new(Start::record());
        form.received_on.set(Some(today));
        assert!(form.draft_on(today).is_ok());
        form.outcome.set("identified".to_owned());
        assert!(form.draft_on(today).is_err_and(|failure| failure.field("outcome_on").is_some()));
        form.outcome_on.set(Some(today));
        assert!(form.draft_on(today).is_ok_and(|draft| draft.outcome_on.is_some()));
        form.outcome.set("waiting".to_owned());
        assert!(form.draft_on(today).is_ok_and(|draft| draft.outcome_on.is_none()));
        form.received_on.set(None);
        assert!(form.draft_on(today).is_err_and(|failure| failure.field("received_on").is_some()));
    }
}
