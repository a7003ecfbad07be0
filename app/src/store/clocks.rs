//! Rules of deadlines, and the deadlines of a case.

use leptos::prelude::*;
use yaninda_shared::{
    clocks::{ClockRuleDraft, ClockRuleRecord, DeadlineAnswer, DeadlineRecord},
    ids::{CaseId, ClockRuleId, DeadlineId},
};

use super::{Failure, Reading, cases::under, write};
use crate::api;

/// The rules that hold in the office, also those that are not applied.
#[must_use]
pub fn rules() -> Reading<Vec<ClockRuleRecord>> {
    Reading::new(|| Some("/clock-rules".to_owned()))
}

fn path(id: ClockRuleId) -> String {
    ["/clock-rules/", &id.to_string()].concat()
}

/// Former versions of a rule, oldest first.
pub async fn history(id: ClockRuleId) -> Result<Vec<ClockRuleRecord>, Failure> {
    api::get(&[&path(id), "/history"].concat()).await
}

/// Adds a rule (`version` is `None`) or changes it.
pub async fn save(id: ClockRuleId, version: Option<i64>, draft: &ClockRuleDraft) -> Result<ClockRuleRecord, Failure> {
    write::put(&path(id), version, draft).await
}

/// Deadlines of a case, soonest first, answered ones too.
#[must_use]
pub fn deadlines(case: Signal<Option<CaseId>>) -> Reading<Vec<DeadlineRecord>> {
    Reading::new(move || case.get().map(|case| under(case, "/deadlines")))
}

/// Answers a reminder.
pub async fn answer(case: CaseId, id: DeadlineId, version: i64, said: &DeadlineAnswer) -> Result<(), Failure> {
    let path = under(case, &["/deadlines/", &id.to_string(), "/answer"].concat());
    write::act_empty(&path, version, said).await
}
