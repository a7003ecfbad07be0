//! The row of a milestone and how it is shown.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    ids::{CaseId, DocumentId, MilestoneId, MilestoneTypeId, OfficeId, ServiceId, UserId},
    milestones::{ChosenBy, MilestoneDraft, MilestoneKind, MilestoneRecord, MilestoneState},
    record::Meta,
    values::{LongText, NaiveDate, ShortText, Stamp},
};

use crate::{
    db::schema::milestones,
    records::{find_of_case, show_of_case},
    seal::{Place, SealError, Sealer},
};

/// Sealed column of a milestone: who chose it, what shows it, and every word about it.
pub(crate) fn place(id: MilestoneId) -> Place {
    Place::new("milestones.sealed", id.raw())
}

/// What is sealed of a milestone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Said {
    pub chosen_by: ChosenBy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
    /// Kept here because a case may move to an office that has no such milestone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_name: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decline_reason: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_reason: Option<ShortText>,
    /// Who else has said that it was reached, besides who last did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_by: Vec<UserId>,
}

impl Said {
    /// What a form says; the rest is added by other actions.
    pub fn by(draft: &MilestoneDraft, own_name: Option<ShortText>) -> Self {
        Self {
            chosen_by: draft.chosen_by,
            evidence: draft.evidence.clone(),
            document: draft.document,
            service: draft.service,
            note: draft.note.clone(),
            own_name,
            decline_reason: None,
            undo_reason: None,
            also_by: Vec::new(),
        }
    }
}

/// Table `milestones`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct MilestoneRow {
    pub id: MilestoneId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub kind: Option<MilestoneKind>,
    pub type_id: Option<MilestoneTypeId>,
    pub expected_on: Option<NaiveDate>,
    pub reached_on: Option<NaiveDate>,
    pub reached_by: Option<UserId>,
    pub confirmed_at: Option<Stamp>,
    pub confirmed_by: Option<UserId>,
    pub declined_on: Option<NaiveDate>,
    pub withdrawn: bool,
    pub sealed: Vec<u8>,
    pub due_on: Option<NaiveDate>,
}

impl MilestoneRow {
    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> MilestoneState {
        if self.declined_on.is_some() {
            MilestoneState::Declined
        } else if self.confirmed_at.is_some() {
            MilestoneState::Confirmed
        } else if self.reached_on.is_some() {
            MilestoneState::Reached
        } else {
            MilestoneState::Open
        }
    }

    /// Whether it may still be reached.
    #[must_use]
    pub const fn is_awaited(&self) -> bool {
        !self.withdrawn && matches!(self.state(), MilestoneState::Open)
    }

    /// Opens what is sealed.
    pub(crate) fn said(&self, key: &Sealer) -> Result<Said, SealError> {
        key.open(place(self.id), &self.sealed)
    }

    /// Opens the milestone with its case's key.
    pub fn open(&self, key: &Sealer) -> Result<MilestoneRecord, SealError> {
        let said = self.said(key)?;
        Ok(MilestoneRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            draft: MilestoneDraft {
                kind: self.kind,
                own: self.type_id,
                chosen_by: said.chosen_by,
                expected_on: self.expected_on,
                reached_on: self.reached_on,
                evidence: said.evidence,
                document: said.document,
                service: said.service,
                note: said.note,
            },
            own_name: said.own_name,
            state: self.state(),
            reached_by: self.reached_by,
            also_by: said.also_by,
            confirmed_at: self.confirmed_at,
            confirmed_by: self.confirmed_by,
            declined_on: self.declined_on,
            decline_reason: said.decline_reason,
            undo_reason: said.undo_reason,
            withdrawn: self.withdrawn,
        })
    }
}

find_of_case!(pub milestones, MilestoneId => MilestoneRow);

show_of_case!(pub MilestoneRecord);
