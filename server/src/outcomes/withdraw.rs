//! Withdrawing an assessment: it stays on the timeline, struck through, and counts no more.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{AssessmentId, CaseId},
    outcomes::AssessmentRecord,
    record::{EntryWithdrawal, Former, RecordKind},
    values::ShortText,
};

use super::{
    row::{find, show},
    standings::settle,
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::assessments,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::ApiResult,
    timeline::entry::expect_correctable_since,
};

/// Withdraws an assessment with a reason, which is kept in its history; the one before it is the latest again. Errors: 409
/// if it is withdrawn already, or stood when the case was closed.
#[utoipa::path(tag = "outcomes", params(("case" = CaseId, Path), ("assessment" = AssessmentId, Path), WriteHeaders),
    request_body = EntryWithdrawal, responses((status = 200, body = AssessmentRecord), Problems))]
#[post("/cases/{case}/assessments/{assessment}/withdraw")]
pub async fn withdraw(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, AssessmentId)>,
    payload: Payload<EntryWithdrawal>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let reason = payload.value.reason;
    access.write(payload.digest, move |writing| strike(writing, id, &reason), show).await
}

fn strike(writing: &mut Writing<'_, Case>, id: AssessmentId, reason: &ShortText) -> ApiResult<Written> {
    let row = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(row.version))?;
    expect_correctable_since(writing, row.withdrawn, row.updated_at)?;
    let key = writing.case_key()?;
    let was = Former::withdrawn(row.open(&key)?, reason.clone());
    history::keep(writing, RecordKind::Assessment, id.raw(), row.version, &was)?;
    diesel::update(assessments::table.find(id))
        .set((
            assessments::version.eq(row.version + 1),
            assessments::updated_at.eq(writing.now),
            assessments::updated_by.eq(writing.caller.user),
            assessments::withdrawn.eq(true),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Assessment, id.raw(), case)?;
    writing.audit(AuditDraft::one(AuditAction::Withdrawn, RecordKind::Assessment, case, id.raw()));
    settle(writing)?;
    Ok(Written::changed(id.raw(), row.version + 1))
}
