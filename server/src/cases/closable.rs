//! Whether a case can close: nobody looks at the tasks of a closed case, so nothing may be left that the person waits for.

use diesel::prelude::*;
use yaninda_shared::{appointments::AppointmentState, problem::Code};

use crate::{
    access::{OfCase, Reading},
    approvals::expect_none_waits,
    db::schema::appointments,
    outbox,
    problem::{ApiError, ApiResult},
    tasks,
};

/// No appointment of this case is still to come, no payment waits to be decided, no mail has still to tell the person of a change or an end, and nobody has still
/// to reach them about one. Errors: 409.
pub(super) fn expect_closable<R: OfCase>(reading: &mut Reading<'_, R>) -> ApiResult<()> {
    let planned: i64 = appointments::table
        .filter(appointments::office_id.eq(reading.caller.office))
        .filter(appointments::case_id.eq(reading.case()))
        .filter(appointments::state.eq(AppointmentState::Planned))
        .filter(appointments::starts_at.gt(reading.now))
        .count()
        .get_result(reading.conn)?;
    if planned > 0 {
        return Err(ApiError::Refused(Code::StillPlanned));
    }
    let (office, case) = (reading.caller.office, reading.case());
    if outbox::has_to_be_told(reading.conn, office, case)?
        || tasks::raise::has_to_be_reached(reading.conn, office, case)?
    {
        return Err(ApiError::Refused(Code::StillToTell));
    }
    expect_none_waits(reading)
}
