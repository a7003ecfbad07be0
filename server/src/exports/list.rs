//! Reading requests.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{audit::AuditAction, exports::ExportRecord, ids::ExportId, record::RecordKind};

use super::row::{ExportRow, show};
use crate::{
    access::{Access, Answer, Disclosed, ExportRequest, InOffice},
    db::schema::export_requests,
    http::Problems,
    problem::ApiResult,
};

/// Requests of the office for files that name people, newest first, without the cases; at most 100.
#[utoipa::path(tag = "exports", responses((status = 200, body = Vec<ExportRecord>), Problems))]
#[get("/exports")]
pub async fn list(access: Access<ExportRequest, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let key = reading.office_key()?;
        let rows: Vec<ExportRow> = export_requests::table
            .filter(export_requests::office_id.eq(reading.caller.office))
            .order(export_requests::id.desc())
            .limit(100)
            .load(reading.conn)?;
        let records = rows.iter().map(|row| Ok(row.show(row.open(&key)?, reading.now)));
        let records = records.collect::<ApiResult<Vec<ExportRecord>>>()?;
        let ids = rows.iter().map(|row| row.id.raw()).collect();
        Ok(Disclosed::audited(records, AuditAction::Listed, RecordKind::Export, None, ids))
    });
    Ok(Answer::read(0, shown.await?))
}

/// One request with the cases that it is about.
#[utoipa::path(tag = "exports", params(("export" = ExportId, Path)),
    responses((status = 200, body = ExportRecord), Problems))]
#[get("/exports/{export}")]
pub async fn read(access: Access<ExportRequest, InOffice>, path: web::Path<ExportId>) -> ApiResult<impl Responder> {
    let id = path.into_inner().raw();
    let shown = access.read(move |reading| {
        let record = show(reading, id)?;
        Ok(Disclosed::audited(record, AuditAction::Read, RecordKind::Export, None, vec![id]))
    });
    let record = shown.await?;
    Ok(Answer::read(record.meta.version, record))
}
