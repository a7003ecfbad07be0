//! What of a case decides about its deadlines.

use super::rule::ClockEvent;
use crate::{
    documents::{DocumentDraft, DocumentKind, DocumentStatus},
    ids::DocumentId,
    values::NaiveDate,
};

/// A document that was not withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub status: DocumentStatus,
    /// From when it counts: the day it became valid, or else that of its issue.
    pub start: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    /// The latest lawful end as somebody wrote it.
    pub legal_max_on: Option<NaiveDate>,
    pub supersedes: Option<DocumentId>,
}

impl Paper {
    /// As a draft says it.
    #[must_use]
    pub fn of(id: DocumentId, draft: &DocumentDraft) -> Self {
        Self {
            id,
            kind: draft.kind,
            status: draft.status,
            start: draft.valid_from.or(draft.issued_on),
            expires_on: draft.expires_on,
            legal_max_on: draft.legal_max_on,
            supersedes: draft.supersedes,
        }
    }
}

/// An event that a duty starts from, and its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub event: ClockEvent,
    pub on: NaiveDate,
}

/// What is known of a case.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub papers: Vec<Paper>,
    pub changes: Vec<Change>,
}

impl Facts {
    /// Those that there are, were, or are going to be.
    pub(super) fn holding(&self) -> impl Iterator<Item = &Paper> {
        self.papers.iter().filter(|paper| paper.status.holds())
    }

    /// Those whose clock runs: live, and replaced by no other.
    pub(super) fn running(&self) -> impl Iterator<Item = &Paper> {
        let replaced = |id| self.holding().any(|paper| paper.supersedes == Some(id));
        self.holding().filter(move |paper| paper.status.is_live() && !replaced(paper.id))
    }

    /// The first day of the first of these kinds.
    pub(super) fn first_day(&self, kinds: &[DocumentKind]) -> Option<NaiveDate> {
        self.holding().filter(|paper| kinds.contains(&paper.kind)).filter_map(|paper| paper.start).min()
    }

    /// The paper that tells of the registration of an application that is still to be decided.
    pub(super) fn application(&self) -> Option<&Paper> {
        let granted = |kind| {
            use DocumentKind::{ConditionalRefugeeId, RefugeeId, SubsidiaryProtectionId};
            matches!(kind, RefugeeId | ConditionalRefugeeId | SubsidiaryProtectionId)
        };
        let decided = self.running().any(|paper| granted(paper.kind) && paper.status == DocumentStatus::Delivered);
        let first = |kind| {
            let of_kind = self.papers.iter().filter(move |paper| paper.kind == kind && paper.status.is_live());
            of_kind.min_by_key(|paper| (paper.start.is_none(), paper.start, paper.id))
        };
        first(DocumentKind::ProtectionApplication).or_else(|| first(DocumentKind::ApplicantCard)).filter(|_| !decided)
    }

    /// Whether the person is waiting for the decision on an application: the duties of an applicant are theirs.
    #[must_use]
    pub fn is_applicant(&self) -> bool {
        self.application().is_some_and(|paper| paper.status != DocumentStatus::ToApply)
    }
}
