//! Reading the deadlines of a case.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{audit::AuditAction, clocks::DeadlineRecord, ids::CaseId, record::RecordKind};

use super::row::DeadlineRow;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead},
    db::schema::deadlines,
    http::Problems,
    problem::ApiResult,
};

/// Most deadlines of a case that are shown.
const MOST: i64 = 200;

/// Deadlines of a case, soonest first; also those that were answered.
#[utoipa::path(tag = "clocks", params(("case" = CaseId, Path)),
    responses((status = 200, body = Vec<DeadlineRecord>), Problems))]
#[get("/cases/{case}/deadlines")]
pub async fn list(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| {
            let (key, today) = (reading.case_key()?, reading.today());
            let rows: Vec<DeadlineRow> = deadlines::table
                .filter(deadlines::office_id.eq(reading.caller.office))
                .filter(deadlines::case_id.eq(reading.case()))
                .order((deadlines::due_on, deadlines::id))
                .limit(MOST)
                .load(reading.conn)?;
            let shown: Vec<DeadlineRecord> = rows.iter().map(|row| row.open(&key, today)).collect::<ApiResult<_>>()?;
            let ids = rows.iter().map(|row| row.id.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Deadline, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}
