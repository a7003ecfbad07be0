//! Reading the requests about a case.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    approvals::ApprovalRecord,
    audit::AuditAction,
    ids::{ApprovalId, CaseId},
    record::RecordKind,
};

use super::row::{ApprovalRow, show, supervisors};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    db::schema::approvals,
    http::Problems,
    problem::ApiResult,
    services::hidden,
};

/// Requests about a case, newest first, decided ones too; at most 200. Those of a service whose details the caller may not
/// read are left out.
#[utoipa::path(tag = "approvals", params(("case" = CaseId, Path)),
    responses((status = 200, body = Vec<ApprovalRecord>), Problems))]
#[get("/cases/{case}/approvals")]
pub async fn list(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| {
            let shown = all(reading)?;
            let ids = shown.iter().map(|one| one.id.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Approval, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn all(reading: &mut Reading<'_, Case>) -> ApiResult<Vec<ApprovalRecord>> {
    let (office, case, key) = (reading.caller.office, reading.case(), reading.case_key()?);
    let mut rows: Vec<ApprovalRow> = approvals::table
        .filter(approvals::office_id.eq(office))
        .filter(approvals::case_id.eq(case))
        .load(reading.conn)?;
    let hidden = hidden::here(reading)?;
    rows.retain(|row| row.service_id.is_none_or(|service| !hidden.contains(&service.raw())));
    // Put in order here: asked for it, SQLite would leave the index of the case.
    rows.sort_unstable_by_key(|row| std::cmp::Reverse((row.created_at, row.id)));
    rows.truncate(200);
    let supervisors = supervisors(reading.conn, office)?;
    rows.iter().map(|row| row.open(&key, &supervisors)).collect()
}

/// One request.
#[utoipa::path(tag = "approvals", params(("case" = CaseId, Path), ("approval" = ApprovalId, Path)),
    responses((status = 200, body = ApprovalRecord), Problems))]
#[get("/cases/{case}/approvals/{approval}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, ApprovalId)>) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let shown = access
        .read(move |reading| {
            let shown = show(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Approval, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(shown.meta.version, shown))
}
