//! The row of a release and who may see it.

use diesel::prelude::*;
use yaninda_shared::{
    disclosure::Period,
    ids::{OfficeId, RawId, ReleaseId, UserId},
    policy::{Action, Relation, allows},
    record::Meta,
    releases::{ReleaseRecord, ReleaseRefusal, ReleaseScope, ReleaseState},
    values::Stamp,
};

use crate::{
    access::{Caller, InOffice, Reading},
    db::{AnyConnection, schema::releases},
    problem::{ApiError, ApiResult},
};

/// Table `releases`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub(super) struct ReleaseRow {
    pub id: ReleaseId,
    pub office_id: OfficeId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub scope: ReleaseScope,
    pub period: String,
    pub definition: i32,
    pub threshold: i32,
    pub state: ReleaseState,
    pub done: i32,
    pub steps: i32,
    pub refusal: Option<ReleaseRefusal>,
}

impl ReleaseRow {
    /// What it is about.
    pub fn period(&self) -> ApiResult<Period> {
        Period::parse(&self.period).map_err(ApiError::internal)
    }

    /// As it is shown.
    pub fn show(&self) -> ApiResult<ReleaseRecord> {
        Ok(ReleaseRecord {
            id: self.id,
            office: self.office_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            scope: self.scope,
            period: self.period()?,
            definition: self.definition,
            threshold: self.threshold,
            state: self.state,
            done: self.done,
            steps: self.steps,
            refusal: self.refusal,
        })
    }

    /// Who answers for all offices reads the releases of each and of all together. Everybody else reads those of their own
    /// office alone: with its exact figures, what all together publish would tell the figures of the others.
    pub fn is_seen_by(&self, caller: &Caller) -> bool {
        sees_all(caller) || (self.office_id == caller.office && self.scope == ReleaseScope::Office)
    }
}

/// Whether the caller reads the releases of every office.
pub(super) fn sees_all(caller: &Caller) -> bool {
    allows(caller.role, Action::ReleaseEverywhere, Relation::Office)
}

/// A release that the caller may see. Errors: 404.
pub(super) fn find(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<ReleaseRow> {
    let row = by_id(reading.conn, ReleaseId::from_raw(id))?;
    row.filter(|row| row.is_seen_by(&reading.caller)).ok_or_else(ApiError::not_found)
}

/// A release, whoever asks.
pub(super) fn by_id(conn: &mut AnyConnection, id: ReleaseId) -> ApiResult<Option<ReleaseRow>> {
    Ok(releases::table.find(id).get_result(conn).optional()?)
}
