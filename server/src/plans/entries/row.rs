//! The row of an entry about the plan and how it is shown.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    ids::{CaseId, OfficeId, PlanId, UserId},
    plans::{AgreedGoal, PlanDraft, PlanRecord},
    record::Meta,
    values::{NaiveDate, Stamp},
};

use crate::{
    db::schema::plan_entries,
    records::{find_of_case, show_of_case},
    seal::{Place, SealError, Sealer},
};

/// Sealed column of an entry about the plan: all that was agreed.
pub(crate) fn place(id: PlanId) -> Place {
    Place::new("plan_entries.sealed", id.raw())
}

/// What is sealed of an entry: what was agreed, and about which goals.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Agreed {
    pub draft: PlanDraft,
    pub goals: Vec<AgreedGoal>,
}

/// Table `plan_entries`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct PlanRow {
    pub id: PlanId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub occurred_on: NaiveDate,
    /// When the plan is to be looked at again; only the latest entry that stands says so.
    pub review_on: Option<NaiveDate>,
    pub withdrawn: bool,
    pub sealed: Vec<u8>,
}

impl PlanRow {
    /// Opens what is sealed.
    pub(crate) fn agreed(&self, key: &Sealer) -> Result<Agreed, SealError> {
        key.open(place(self.id), &self.sealed)
    }

    /// Opens the entry with its case's key.
    pub fn open(&self, key: &Sealer) -> Result<PlanRecord, SealError> {
        let Agreed { draft, goals } = self.agreed(key)?;
        Ok(PlanRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            draft,
            goals,
            withdrawn: self.withdrawn,
        })
    }
}

find_of_case!(pub plan_entries, PlanId => PlanRow);

show_of_case!(pub PlanRecord);
