//! Moving a case to another office, once that is approved: its records, its key and its place in the feed go along in one unit
//! of work.

use diesel::{dsl::exists, prelude::*};
use yaninda_shared::{
    audit::AuditAction,
    cases::CloseReason,
    ids::{OfficeId, UserId},
    policy::Role,
    record::RecordKind,
    timeline::EventKind,
    values::{NaiveDate, ShortText, ValueError},
};

use super::{code_name, grant, moving, open::next_number, row::CaseRow};
use crate::{
    access::{Case, Departing, OfCase, Reading, Writing},
    approvals::{expect_none_waits, lapse, waiting},
    audit::AuditDraft,
    clocks::schedule::reschedule_for,
    db::schema::{cases, offices, users},
    problem::{ApiError, ApiResult},
    timeline::event::add_event,
};

/// Where a case may go: another office that has a supervisor. Errors: 422 on `office`.
pub(crate) fn expect_destination(reading: &mut Reading<'_, Case>, office: OfficeId) -> ApiResult<()> {
    if office == reading.caller.office {
        return Err(ApiError::field("office", ValueError::NotAllowedHere));
    }
    let there: bool = diesel::select(exists(offices::table.find(office))).get_result(reading.conn)?;
    if there { expect_supervised(reading, office) } else { Err(ApiError::field("office", ValueError::UnknownValue)) }
}

/// A case arrives without a worker: somebody must be there to give it to one. Errors: 422 on `office`.
fn expect_supervised<R: OfCase>(reading: &mut Reading<'_, R>, office: OfficeId) -> ApiResult<()> {
    let there = users::table
        .filter(users::office_id.eq(office))
        .filter(users::role.eq(Role::Supervisor))
        .filter(users::disabled_at.is_null());
    let supervised: bool = diesel::select(exists(there)).get_result(reading.conn)?;
    if supervised { Ok(()) } else { Err(ApiError::field("office", ValueError::NotAllowedHere)) }
}

/// Moves an open case with everything recorded about it to the other office, where it waits for a worker. It gets a number of that
/// office, and one behind its code name if that is taken there; here it is gone for everybody. Errors: 409 while a payment waits:
/// the supervisors there know nothing of it.
pub(crate) fn depart(writing: &mut Writing<'_, Departing>, row: &CaseRow, reason: Option<&ShortText>) -> ApiResult<()> {
    let to = writing.other_office().ok_or_else(|| ApiError::field("office", ValueError::UnknownValue))?;
    expect_supervised(writing, to)?;
    expect_none_waits(writing)?;
    for asked in waiting(writing.conn, row.office_id, row.id)? {
        lapse(writing, &asked)?;
    }
    let key = writing.case_key()?;
    for grant in grant::in_force(writing)? {
        grant::end(writing, &grant)?;
    }
    add_event(writing, EventKind::Transferred, None, None, reason)?;
    moving::tokens(writing, row, &key, to)?;
    moving::records(writing.conn, row.office_id, to, row.id)?;
    reschedule_for(writing, to)?;
    let core = writing.core;
    core.keys.rewrap_case(writing.conn, row.office_id, to, row.id)?;
    arrive(writing, row, to)?;
    let entry = AuditDraft::one(AuditAction::Transferred, RecordKind::Case, Some(row.id), row.id.raw());
    writing.hand_over(row.id, entry.clone())?;
    // The last this office hears of the case: it is gone.
    writing.touch(RecordKind::Case, row.id.raw(), Some(row.id))?;
    writing.audit(entry);
    Ok(())
}

/// Puts the case itself into the other office: no worker, no open request, a number and a code name of that office's own.
fn arrive(writing: &mut Writing<'_, Departing>, row: &CaseRow, to: OfficeId) -> ApiResult<()> {
    let number = next_number(writing.conn, to)?;
    let code_name = code_name::freed(writing.conn, to, row.id, &row.code_name)?;
    diesel::update(cases::table.find(row.id))
        .set((
            cases::office_id.eq(to),
            cases::number.eq(number),
            cases::code_name.eq(code_name),
            cases::version.eq(row.version + 1),
            cases::updated_at.eq(writing.now),
            cases::updated_by.eq(writing.caller.user),
            cases::worker_id.eq(None::<UserId>),
            cases::close_reason.eq(None::<CloseReason>),
            cases::close_requested_by.eq(None::<UserId>),
            cases::close_requested_on.eq(None::<NaiveDate>),
        ))
        .execute(writing.conn)?;
    Ok(())
}
