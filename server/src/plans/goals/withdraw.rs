//! Withdrawing a goal that should not be in this case. One that the person gives up is let go instead.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, GoalId},
    plans::GoalRecord,
    record::{EntryWithdrawal, Former, RecordKind},
    values::{NaiveDate, ShortText},
};

use super::row::{find, show};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    cases,
    db::schema::goals,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::ApiResult,
    timeline::entry::expect_correctable,
};

/// Withdraws a goal with a reason, which is kept in its history. Errors: 409 if it is withdrawn already or the case is closed.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("goal" = GoalId, Path), WriteHeaders),
    request_body = EntryWithdrawal, responses((status = 200, body = GoalRecord), Problems))]
#[post("/cases/{case}/goals/{goal}/withdraw")]
pub async fn withdraw(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, GoalId)>,
    payload: Payload<EntryWithdrawal>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let reason = payload.value.reason;
    access.write(payload.digest, move |writing| strike(writing, id, &reason), show).await
}

fn strike(writing: &mut Writing<'_, Case>, id: GoalId, reason: &ShortText) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(row.version))?;
    expect_correctable(writing, row.withdrawn)?;
    let key = writing.case_key()?;
    let was = Former::withdrawn(row.open(&key)?, reason.clone());
    history::keep(writing, RecordKind::Goal, id.raw(), row.version, &was)?;
    diesel::update(goals::table.find(id))
        .set((
            goals::version.eq(row.version + 1),
            goals::updated_at.eq(writing.now),
            goals::updated_by.eq(writing.caller.user),
            goals::next_due_on.eq(None::<NaiveDate>),
            goals::withdrawn.eq(true),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Goal, id.raw(), case)?;
    writing.audit(AuditDraft::one(AuditAction::Withdrawn, RecordKind::Goal, case, id.raw()));
    cases::touch_activity(writing, None, false)?;
    Ok(Written::changed(id.raw(), row.version + 1))
}
