//! Withdrawing an entry about the plan: it stays on the timeline, struck through.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, PlanId},
    plans::PlanRecord,
    record::{EntryWithdrawal, Former, RecordKind},
    values::ShortText,
};

use super::{
    review::settle,
    row::{find, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::plan_entries,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::ApiResult,
    timeline::entry::expect_correctable,
};

/// Withdraws an entry about the plan with a reason, which is kept in its history; the one before it is the latest again.
/// Errors: 409 if it is withdrawn already or the case is closed.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("plan" = PlanId, Path), WriteHeaders),
    request_body = EntryWithdrawal, responses((status = 200, body = PlanRecord), Problems))]
#[post("/cases/{case}/plans/{plan}/withdraw")]
pub async fn withdraw(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, PlanId)>,
    payload: Payload<EntryWithdrawal>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let reason = payload.value.reason;
    access.write(payload.digest, move |writing| strike(writing, id, &reason), show).await
}

fn strike(writing: &mut Writing<'_, Case>, id: PlanId, reason: &ShortText) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(row.version))?;
    expect_correctable(writing, row.withdrawn)?;
    let key = writing.case_key()?;
    let was = Former::withdrawn(row.open(&key)?, reason.clone());
    history::keep(writing, RecordKind::Plan, id.raw(), row.version, &was)?;
    diesel::update(plan_entries::table.find(id))
        .set((
            plan_entries::version.eq(row.version + 1),
            plan_entries::updated_at.eq(writing.now),
            plan_entries::updated_by.eq(writing.caller.user),
            plan_entries::withdrawn.eq(true),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Plan, id.raw(), case)?;
    writing.audit(AuditDraft::one(AuditAction::Withdrawn, RecordKind::Plan, case, id.raw()));
    settle(writing)?;
    Ok(Written::changed(id.raw(), row.version + 1))
}
