//! Requests for files that name people, which wait for a supervisor to decide.

use diesel::prelude::*;
use yaninda_shared::{
    exports::ExportState,
    ids::{ExportId, UserId},
    policy::{Action, Relation, allows},
    today::DueExport,
    values::Stamp,
};

use super::cut::OTHER;
use crate::{
    access::{InOffice, Reading},
    db::schema::export_requests,
    problem::ApiResult,
};

/// Those that others asked for and that are not too old to be decided, the oldest first.
pub(super) fn of_exports(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<DueExport>> {
    let caller = reading.caller;
    if !allows(caller.role, Action::ExportDecide, Relation::Office) {
        return Ok(Vec::new());
    }
    let rows: Vec<(ExportId, UserId, Stamp, Stamp)> = export_requests::table
        .filter(export_requests::office_id.eq(caller.office))
        .filter(export_requests::state.eq(ExportState::Asked))
        .filter(export_requests::expires_at.gt(reading.now))
        // Nobody decides what they asked for.
        .filter(export_requests::created_by.ne(caller.user))
        .order(export_requests::id)
        .limit(OTHER.into())
        .select((
            export_requests::id,
            export_requests::created_by,
            export_requests::created_at,
            export_requests::expires_at,
        ))
        .load(reading.conn)?;
    let due = |(id, asked_by, at, expires_at)| DueExport { id, on: reading.core.day(at), asked_by, expires_at };
    Ok(rows.into_iter().map(due).collect())
}
