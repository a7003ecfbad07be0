//! What is still to be done about a case.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{audit::AuditAction, ids::CaseId, record::RecordKind, tasks::TaskRecord};

use super::row::TaskRow;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead},
    db::schema::tasks,
    http::Problems,
    problem::ApiResult,
};

/// Most open tasks of a case that are shown.
const MOST: i64 = 200;

/// Open tasks of a case, urgent ones first.
#[utoipa::path(tag = "tasks", params(("case" = CaseId, Path)),
    responses((status = 200, body = Vec<TaskRecord>), Problems))]
#[get("/cases/{case}/tasks")]
pub async fn list(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| {
            let rows: Vec<TaskRow> = tasks::table
                .filter(tasks::office_id.eq(reading.caller.office))
                .filter(tasks::case_id.eq(reading.case()))
                .filter(tasks::done_at.is_null())
                .order((tasks::urgent.desc(), tasks::due_on, tasks::id))
                .limit(MOST)
                .load(reading.conn)?;
            let ids = rows.iter().map(|row| row.id.raw()).collect();
            let shown: Vec<TaskRecord> = rows.iter().map(TaskRow::show).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Task, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}
