//! Ending a task by hand.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    ids::{CaseId, TaskId},
    problem::Code,
    tasks::TaskRecord,
};

use super::{
    raise::end,
    row::{find, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Written},
    http::{Digest, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Marks a task as done. Errors: 409 if it is already.
#[utoipa::path(tag = "tasks", params(("case" = CaseId, Path), ("task" = TaskId, Path), WriteHeaders),
    responses((status = 200, body = TaskRecord), Problems))]
#[post("/cases/{case}/tasks/{task}/done")]
pub async fn done(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, TaskId)>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    access
        .write(
            digest,
            move |writing| {
                let task = find(writing, id.raw())?;
                writing.expect(id.raw(), Some(task.version))?;
                if task.done_at.is_some() {
                    return Err(ApiError::Refused(Code::Conflict));
                }
                end(writing, &task)?;
                Ok(Written::changed(id.raw(), task.version + 1))
            },
            show,
        )
        .await
}
