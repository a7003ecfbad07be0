//! The row of a goal and how it is shown.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, GoalId, OfficeId, UserId},
    plans::{GoalDraft, GoalRecord, GoalState},
    record::Meta,
    values::{NaiveDate, Stamp},
};

use crate::{
    db::schema::goals,
    records::{find_of_case, show_of_case},
    seal::{Place, SealError, Sealer},
};

/// Sealed column of a goal: all of it.
pub(crate) fn place(id: GoalId) -> Place {
    Place::new("goals.sealed", id.raw())
}

/// Table `goals`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct GoalRow {
    pub id: GoalId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub state: GoalState,
    pub next_due_on: Option<NaiveDate>,
    pub withdrawn: bool,
    pub sealed: Vec<u8>,
}

impl GoalRow {
    /// Opens the goal with its case's key.
    pub fn open(&self, key: &Sealer) -> Result<GoalRecord, SealError> {
        let draft: GoalDraft = key.open(place(self.id), &self.sealed)?;
        Ok(GoalRecord {
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
            withdrawn: self.withdrawn,
        })
    }
}

find_of_case!(pub goals, GoalId => GoalRow);

show_of_case!(pub GoalRecord);
