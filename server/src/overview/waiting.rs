//! What waits for a decision, as the lists of requests hold it.

use diesel::{dsl::count_star, prelude::*};
use yaninda_shared::{exports::ExportState, overview::Figure};

use crate::{
    access::{InOffice, Reading},
    db::schema::{approvals, export_requests},
    problem::{ApiError, ApiResult},
};

/// How many requests wait. Errors: internal for any other figure.
pub(super) fn count(reading: &mut Reading<'_, InOffice>, figure: Figure) -> ApiResult<i64> {
    let office = reading.caller.office;
    match figure {
        // The words of the index `approvals_waiting`.
        Figure::Approvals => Ok(approvals::table
            .filter(approvals::office_id.eq(office))
            .filter(approvals::settled_at.is_null())
            .select(count_star())
            .get_result(reading.conn)?),
        Figure::Exports => Ok(export_requests::table
            .filter(export_requests::office_id.eq(office))
            .filter(export_requests::state.eq(ExportState::Asked))
            .filter(export_requests::expires_at.gt(reading.now))
            .select(count_star())
            .get_result(reading.conn)?),
        _ => Err(ApiError::internal("nothing that is decided")),
    }
}
