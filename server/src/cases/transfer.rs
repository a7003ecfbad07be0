//! Moving a case to another office: its records, its key and its place in the feed go along in one unit of work.

use actix_web::{Responder, post, web};
use diesel::{dsl::exists, prelude::*};
use yaninda_shared::{
    audit::AuditAction,
    cases::{CloseReason, Transfer, TransferDone},
    ids::{CaseId, OfficeId, UserId},
    policy::Role,
    problem::Code,
    record::RecordKind,
    timeline::EventKind,
    values::{NaiveDate, ValueError},
};

use super::{code_name, grant, moving, open::next_number, row::CaseRow};
use crate::{
    access::{Access, Case, CaseTransfer, Current, Departing, Writing, Written},
    audit::AuditDraft,
    db::schema::{cases, users},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::event::add_event,
};

/// Moves an open case with everything recorded about it to another office that has a supervisor, where it waits for a worker. It gets a
/// number of that office, and one behind its code name if that is taken there; here it is gone for everybody.
#[utoipa::path(tag = "cases", params(("case" = CaseId, Path), WriteHeaders), request_body = Transfer,
    responses((status = 200, body = TransferDone), Problems))]
#[post("/cases/{case}/transfer")]
pub async fn transfer(
    access: Access<CaseTransfer, Departing>,
    path: web::Path<CaseId>,
    payload: Payload<Transfer>,
) -> ApiResult<impl Responder> {
    let (case, wish) = (path.into_inner(), payload.value);
    let done = TransferDone { case, office: wish.office };
    access.write_into(wish.office, payload.digest, move |writing| depart(writing, &wish), move |_, _| Ok(done)).await
}

fn depart(writing: &mut Writing<'_, Departing>, wish: &Transfer) -> ApiResult<Written> {
    let Case { row, relation } = writing.resource.case.clone().ok_or_else(ApiError::not_found)?;
    let key = writing.case_key()?;
    if let Err(error) = writing.expect(row.id.raw(), Some(row.version)) {
        // What stands behind a stale precondition is the case itself, not the answer of a move.
        return Err(match error {
            ApiError::Stale(_) => ApiError::Stale(Some(Current::of(&row.show(&key, relation, writing.today())?)?)),
            error => error,
        });
    }
    let to = match writing.other_office() {
        Some(office) => office,
        None if wish.office == row.office_id => return Err(ApiError::field("office", ValueError::NotAllowedHere)),
        None => return Err(ApiError::field("office", ValueError::UnknownValue)),
    };
    if !row.open {
        return Err(ApiError::Refused(Code::Conflict));
    }
    expect_supervised(writing, to)?;
    for grant in grant::in_force(writing)? {
        grant::end(writing, &grant)?;
    }
    add_event(writing, EventKind::Transferred, None, None, Some(&wish.reason))?;
    moving::tokens(writing, &row, &key, to)?;
    moving::records(writing.conn, row.office_id, to, row.id)?;
    let core = writing.core;
    core.keys.rewrap_case(writing.conn, row.office_id, to, row.id)?;
    arrive(writing, &row, to)?;
    let entry = AuditDraft::one(AuditAction::Transferred, RecordKind::Case, Some(row.id), row.id.raw());
    writing.hand_over(row.id, entry.clone())?;
    // The last this office hears of the case: it is gone.
    writing.touch(RecordKind::Case, row.id.raw(), Some(row.id))?;
    writing.audit(entry);
    Ok(Written::changed(row.id.raw(), row.version + 1))
}

/// A case arrives without a worker: somebody must be there to give it to one. Errors: 422 on `office`.
fn expect_supervised(writing: &mut Writing<'_, Departing>, office: OfficeId) -> ApiResult<()> {
    let there = users::table
        .filter(users::office_id.eq(office))
        .filter(users::role.eq(Role::Supervisor))
        .filter(users::disabled_at.is_null());
    let supervised: bool = diesel::select(exists(there)).get_result(writing.conn)?;
    if supervised { Ok(()) } else { Err(ApiError::field("office", ValueError::NotAllowedHere)) }
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
