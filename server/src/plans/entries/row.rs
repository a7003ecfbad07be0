//! The row of an entry about the plan and how it is shown.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    ids::{CaseId, OfficeId, PlanId, RawId, UserId},
    plans::{AgreedGoal, PlanDraft, PlanRecord},
    record::Meta,
    values::{NaiveDate, Stamp},
};

use crate::{
    access::{Case, Reading},
    db::schema::plan_entries,
    problem::{ApiError, ApiResult},
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

/// An entry of this case. Errors: 404.
pub fn find(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<PlanRow> {
    plan_entries::table
        .filter(plan_entries::id.eq(PlanId::from_raw(id)))
        .filter(plan_entries::office_id.eq(reading.caller.office))
        .filter(plan_entries::case_id.eq(reading.case()))
        .get_result(reading.conn)
        .optional()?
        .ok_or_else(ApiError::not_found)
}

/// An entry of this case, opened.
pub fn show(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<PlanRecord> {
    let key = reading.case_key()?;
    Ok(find(reading, id)?.open(&key)?)
}
