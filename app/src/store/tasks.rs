//! Tasks of a case.

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use yaninda_shared::{ids::CaseId, tasks::TaskRecord};

use super::{Failure, Reading, Versioned, cases::under, write};
use crate::api;

/// The open ones of a case, urgent ones first.
#[must_use]
pub fn open(case: Signal<Option<CaseId>>) -> Reading<Vec<TaskRecord>> {
    Reading::new(move || case.get().map(|case| under(case, "/tasks")))
}

/// The same, asked once; of each as much as is needed.
pub async fn open_now<T: DeserializeOwned>(case: CaseId) -> Result<Vec<T>, Failure> {
    api::get(&under(case, "/tasks")).await
}

/// Marks one as done; `false` if somebody did already.
pub async fn done(case: CaseId, id: Uuid) -> Result<bool, Failure> {
    let open: Vec<Versioned> = open_now(case).await?;
    let Some(task) = open.into_iter().find(|task| task.id == id) else { return Ok(false) };
    let path = under(case, &["/tasks/", &id.to_string(), "/done"].concat());
    write::act_empty(&path, task.version, &serde_json::json!({})).await.map(|()| true)
}
