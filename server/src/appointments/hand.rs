//! Who goes to the appointments to come when a case passes from one worker to another with everything they had.

use diesel::prelude::*;
use yaninda_shared::{
    appointments::AppointmentState,
    audit::AuditAction,
    ids::UserId,
    record::{Former, RecordKind},
};

use super::{put::record, row::AppointmentRow};
use crate::{
    access::{Case, Writing},
    db::schema::appointments,
    history,
    problem::ApiResult,
};

/// The new worker attends what the former one was to attend. The person is told of no name, so they hear nothing of it.
pub fn hand(writing: &mut Writing<'_, Case>, from: UserId, to: UserId) -> ApiResult<()> {
    let key = writing.case_key()?;
    let planned: Vec<AppointmentRow> = appointments::table
        .filter(appointments::office_id.eq(writing.caller.office))
        .filter(appointments::case_id.eq(writing.case()))
        .filter(appointments::attended_by.eq(from))
        .filter(appointments::state.eq(AppointmentState::Planned))
        .filter(appointments::starts_at.gt(writing.now))
        .load(writing.conn)?;
    for row in planned {
        let former = Former::corrected(row.open(&key)?);
        history::keep(writing, RecordKind::Appointment, row.id.raw(), row.version, &former)?;
        diesel::update(appointments::table.find(row.id))
            .set((
                appointments::version.eq(row.version + 1),
                appointments::updated_at.eq(writing.now),
                appointments::updated_by.eq(writing.caller.user),
                appointments::attended_by.eq(Some(to)),
            ))
            .execute(writing.conn)?;
        record(writing, AuditAction::Changed, row.id, &["appointment"])?;
    }
    Ok(())
}
