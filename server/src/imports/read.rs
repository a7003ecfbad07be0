//! The imports of an office, and one of them: how far it is, what was found, what came of it.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{audit::AuditAction, ids::ImportId, imports::ImportRecord, record::RecordKind};

use super::row::{ImportRow, find};
use crate::{
    access::{Access, Answer, Disclosed, ImportWrite, InOffice},
    db::schema::imports,
    http::Problems,
    problem::ApiResult,
};

/// Imports that are shown at most.
const MOST: i64 = 20;

/// The latest imports of the office, newest first, at most 20.
#[utoipa::path(tag = "imports", responses((status = 200, body = Vec<ImportRecord>), Problems))]
#[get("/imports")]
pub async fn list(access: Access<ImportWrite, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let rows: Vec<ImportRow> = imports::table
            .filter(imports::office_id.eq(reading.caller.office))
            .order(imports::id.desc())
            .limit(MOST)
            .load(reading.conn)?;
        let shown = rows.iter().map(|row| row.show(reading)).collect::<ApiResult<Vec<_>>>()?;
        let ids = rows.iter().map(|row| row.id.raw()).collect();
        Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Import, None, ids))
    });
    Ok(Answer::read(0, shown.await?))
}

/// One import. While it is checked or brought in, nothing of the file is in the answer.
#[utoipa::path(tag = "imports", params(("import" = ImportId, Path)),
    responses((status = 200, body = ImportRecord), Problems))]
#[get("/imports/{import}")]
pub async fn read(access: Access<ImportWrite, InOffice>, path: web::Path<ImportId>) -> ApiResult<impl Responder> {
    let id = path.into_inner();
    let shown = access.read(move |reading| {
        let row = find(reading, id)?;
        let mut shown = row.show(reading)?;
        if row.is_busy(reading.now) {
            // It is asked for every second: how far it is tells of nobody.
            shown.columns.iter_mut().for_each(|column| column.samples.clear());
            // What was found before names cases by their numbers.
            shown.problems.clear();
            return Ok(Disclosed::impersonal(shown));
        }
        Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Import, None, vec![id.raw()]))
    });
    let shown: ImportRecord = shown.await?;
    Ok(Answer::read(shown.meta.version, shown))
}
