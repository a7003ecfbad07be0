//! The row of a task and how it is shown. Nothing of it is sealed: it holds ids and reasons.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, OfficeId, RawId, TaskId, UserId},
    mail::Refusal,
    record::{Meta, RecordKind},
    tasks::{TaskKind, TaskRecord},
    values::{NaiveDate, Stamp},
};

use crate::{
    access::{Case, Reading},
    db::schema::tasks,
    problem::{ApiError, ApiResult},
};

/// Table `tasks`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct TaskRow {
    pub id: TaskId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    /// Whose doing led to it: who booked, moved or cancelled.
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub kind: TaskKind,
    pub urgent: bool,
    pub on_kind: RecordKind,
    pub on_id: RawId,
    pub due_on: NaiveDate,
    pub reason: Option<Refusal>,
    pub done_at: Option<Stamp>,
    pub done_by: Option<UserId>,
}

impl TaskRow {
    /// As it is shown.
    #[must_use]
    pub fn show(&self) -> TaskRecord {
        TaskRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            kind: self.kind,
            urgent: self.urgent,
            on_kind: self.on_kind,
            on: self.on_id.0,
            due_on: self.due_on,
            reason: self.reason,
            done_at: self.done_at,
            done_by: self.done_by,
        }
    }
}

/// A task of this case. Errors: 404.
pub fn find(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<TaskRow> {
    tasks::table
        .filter(tasks::id.eq(TaskId::from_raw(id)))
        .filter(tasks::office_id.eq(reading.caller.office))
        .filter(tasks::case_id.eq(reading.case()))
        .get_result(reading.conn)
        .optional()?
        .ok_or_else(ApiError::not_found)
}

/// A task of this case, as it is shown. Errors: 404.
pub fn show(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<TaskRecord> {
    Ok(find(reading, id)?.show())
}
