//! State of the form of a milestone, and the draft it makes.

use leptos::prelude::*;
use yaninda_shared::{
    cases::CaseRecord,
    ids::{CaseId, DocumentId, MilestoneId, MilestoneTypeId, ServiceId},
    milestones::{ChosenBy, MilestoneDraft, MilestoneKind, MilestoneRecord},
    record::Meta,
    values::NaiveDate,
};

use crate::{
    components::{Refused, typed},
    format,
    forms::{DraftForm, Saved},
    ids,
    store::{self, Failure},
    timeline::{Fact, of_milestone},
};

/// What a form begins with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    pub case: CaseId,
    pub id: MilestoneId,
    pub version: Option<i64>,
    pub draft: MilestoneDraft,
    /// Its name, where it is not chosen any more.
    pub name: Option<String>,
    pub opened_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    /// Codes of those that the case has already.
    pub taken: Vec<String>,
}

/// A milestone that nothing is known of but who wanted it.
pub(super) const fn blank(chosen_by: ChosenBy) -> MilestoneDraft {
    MilestoneDraft {
        kind: None,
        own: None,
        chosen_by,
        expected_on: None,
        reached_on: None,
        evidence: None,
        document: None,
        service: None,
        note: None,
    }
}

/// One of every office by its code, one of an office's own by its id.
fn code(draft: &MilestoneDraft) -> Option<String> {
    draft.kind.map(|kind| kind.as_str().to_owned()).or_else(|| draft.own.map(|own| own.to_string()))
}

impl Start {
    /// A new one.
    pub(super) fn choose(case: &CaseRecord, all: &[MilestoneRecord]) -> Self {
        let standing = all.iter().filter(|one| !one.withdrawn);
        Self {
            case: case.id,
            id: ids::new(MilestoneId::from_parts),
            version: None,
            draft: blank(ChosenBy::Together),
            name: None,
            opened_on: case.opened_on,
            closed_on: case.closed_on,
            taken: standing.filter_map(|one| code(&one.draft)).collect(),
        }
    }

    /// One there is; `reached` puts today where the day of reaching it goes.
    pub(super) fn change(case: &CaseRecord, one: &MilestoneRecord, reached: bool) -> Self {
        let mut draft = one.draft.clone();
        draft.reached_on = draft.reached_on.or_else(|| reached.then(format::today));
        Self {
            case: case.id,
            id: one.id,
            version: Some(one.meta.version),
            // As the server does: a case that is said to have opened later makes nothing wrong that stands already.
            opened_on: one
                .draft
                .reached_on
                .into_iter()
                .chain(one.draft.expected_on)
                .fold(case.opened_on, NaiveDate::min),
            draft,
            name: Some(super::words::name(one)),
            closed_on: case.closed_on,
            taken: Vec::new(),
        }
    }
}

/// State of the form. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub start: StoredValue<Start>,
    pub which: RwSignal<String>,
    pub chosen_by: RwSignal<ChosenBy>,
    pub expected_on: RwSignal<Option<NaiveDate>>,
    pub reached_on: RwSignal<Option<NaiveDate>>,
    pub evidence: RwSignal<String>,
    /// The paper and the service that show it.
    pub shown_by: RwSignal<(Option<DocumentId>, Option<ServiceId>)>,
    pub note: RwSignal<String>,
    pub saved: Saved,
}

impl Form {
    pub(super) fn new(start: Start) -> Self {
        let draft = &start.draft;
        Self {
            saved: Saved::new(start.version),
            which: RwSignal::new(code(draft).unwrap_or_default()),
            chosen_by: RwSignal::new(draft.chosen_by),
            expected_on: RwSignal::new(draft.expected_on),
            reached_on: RwSignal::new(draft.reached_on),
            evidence: typed(draft.evidence.as_ref()),
            shown_by: RwSignal::new((draft.document, draft.service)),
            note: RwSignal::new(draft.note.as_ref().map_or_else(String::new, |note| note.as_str().to_owned())),
            start: StoredValue::new(start),
        }
    }

    /// Takes what somebody else saved.
    fn take(self, draft: &MilestoneDraft) {
        self.chosen_by.set(draft.chosen_by);
        self.expected_on.set(draft.expected_on);
        self.reached_on.set(draft.reached_on);
        self.evidence.set(draft.evidence.as_ref().map_or_else(String::new, |text| text.as_str().to_owned()));
        self.shown_by.set((draft.document, draft.service));
        self.note.set(draft.note.as_ref().map_or_else(String::new, |note| note.as_str().to_owned()));
    }

    /// The day it is usually expected by, if it is one of every office and none was given; the caller runs again when
    /// that changes.
    pub(super) fn usually(self) -> Option<NaiveDate> {
        let kind = self.which.with(|which| MilestoneKind::from_code(which))?;
        let none = self.expected_on.get().is_none() && self.reached_on.get().is_none();
        let day = self.start.with_value(|start| kind.usually_by(start.opened_on, start.closed_on))?;
        (none && day >= format::today()).then_some(day)
    }

    /// The draft, checked as the server will check it. Errors: the fields to look at again.
    fn read(self) -> Result<MilestoneDraft, Failure> {
        let mut refused = Refused::default();
        let which = self.which.get_untracked();
        let kind = MilestoneKind::from_code(&which);
        let own = if kind.is_none() { which.parse::<MilestoneTypeId>().ok() } else { None };
        let start = self.start.get_value();
        let (document, service) = self.shown_by.get_untracked();
        let draft = MilestoneDraft {
            kind,
            own,
            chosen_by: self.chosen_by.get_untracked(),
            expected_on: self.expected_on.get_untracked(),
            reached_on: self.reached_on.get_untracked(),
            evidence: refused.short("evidence", self.evidence),
            document,
            service,
            note: refused.long("note", self.note),
        };
        let checked = draft.validate(start.opened_on, format::today());
        refused.finish(draft, checked)
    }
}

impl DraftForm for Form {
    type Draft = MilestoneDraft;
    type Record = MilestoneRecord;

    fn saved(self) -> Saved {
        self.saved
    }

    fn draft(self) -> Result<MilestoneDraft, Failure> {
        self.read()
    }

    fn fill(self, draft: &MilestoneDraft) {
        self.take(draft);
    }

    fn parts(record: &MilestoneRecord) -> (Meta, &MilestoneDraft) {
        (record.meta, &record.draft)
    }

    fn facts(record: &MilestoneRecord, draft: &MilestoneDraft) -> Vec<Fact> {
        of_milestone(&MilestoneRecord { draft: draft.clone(), ..record.clone() })
    }

    async fn save(self, draft: &MilestoneDraft, version: Option<i64>) -> Result<MilestoneRecord, Failure> {
        let (case, id) = self.start.with_value(|start| (start.case, start.id));
        store::milestones::save(case, id, version, draft).await
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::milestones::words::sample;

    fn form(fields: &serde_json::Value) -> Form {
        let one = sample(fields);
        Form::new(Start {
            case: one.case,
            id: one.id,
            version: Some(1),
            draft: one.draft,
            name: None,
            opened_on: NaiveDate::MIN,
            closed_on: None,
            taken: Vec::new(),
        })
    }

    #[test]
    fn one_milestone_is_chosen_of_every_office_or_of_ones_own() {
        let owner = Owner::new();
        owner.set();
        let form = form(&json!({}));
        assert_eq!(
            form.draft().map(|draft| (draft.kind, draft.own)).ok(),
            Some((Some(MilestoneKind::OwnTenancy), None))
        );
        let own = "01960000-0000-7000-8000-000000000002";
        form.which.set(own.to_owned());
        let draft = form.draft().ok().unwrap();
        assert_eq!((draft.kind, draft.own.map(|own| own.to_string()).as_deref()), (None, Some(own)));
        form.which.set(String::new());
        assert!(form.draft().is_err_and(|failure| failure.field("kind").is_some()));
    }
}
