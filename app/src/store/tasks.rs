//! Tasks of a case.

use leptos::prelude::*;
use uuid::Uuid;
use yaninda_shared::{ids::CaseId, tasks::TaskRecord};

use super::{Failure, Reading, cases::under, write};
use crate::api;

/// The open ones of a case, urgent ones first.
#[must_use]
pub fn open(case: Signal<Option<CaseId>>) -> Reading<Vec<TaskRecord>> {
    Reading::new(move || case.get().map(|case| under(case, "/tasks")))
}

/// Marks one as done.
pub async fn done(task: &TaskRecord) -> Result<TaskRecord, Failure> {
    let path = under(task.case, &format!("/tasks/{}/done", task.id));
    write::act(&path, task.meta.version, &serde_json::json!({})).await
}

/// The same of one that only its id is known of; `false` if somebody did it already.
pub async fn done_by_id(case: CaseId, id: Uuid) -> Result<bool, Failure> {
    let open: Vec<TaskRecord> = api::get(&under(case, "/tasks")).await?;
    match open.into_iter().find(|task| task.id.uuid() == id) {
        Some(task) => done(&task).await.map(|_| true),
        None => Ok(false),
    }
}
