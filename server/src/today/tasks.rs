//! Open tasks: what a person answered, and what the system could not do itself.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{AppointmentId, CaseId, RawId, TaskId},
    mail::Refusal,
    record::RecordKind,
    tasks::TaskKind,
    today::{DueItem, DueKind},
    values::NaiveDate,
};

use super::{answers::Answers, cut::most};
use crate::{
    access::{InOffice, Reading, scope::Visible},
    cases::row::code_name,
    db::schema::{cases, tasks},
    problem::ApiResult,
};

type Row = (TaskId, CaseId, TaskKind, bool, NaiveDate, Option<Refusal>, RawId, String, String);

/// The open tasks of these cases, urgent ones and then the earliest due first: as many as are shown.
pub(super) fn of_tasks(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<DueItem>> {
    let mut rows = tasks::table
        .inner_join(cases::table.on(cases::id.eq(tasks::case_id)))
        .filter(tasks::office_id.eq(reading.caller.office))
        .filter(tasks::done_at.is_null())
        // A mail may come back when the case is closed already; that somebody comes for nothing is heard of all the same.
        .filter(cases::open.eq(true).or(tasks::kind.eq(TaskKind::ReachOtherWay)))
        .order((tasks::urgent.desc(), tasks::due_on, tasks::id))
        .limit(most(DueKind::Task).into())
        .select((
            tasks::id,
            tasks::case_id,
            tasks::kind,
            tasks::urgent,
            tasks::due_on,
            tasks::reason,
            tasks::on_id,
            cases::number,
            cases::code_name,
        ))
        .into_boxed();
    if let Visible::Only(ids) = visible {
        rows = rows.filter(tasks::case_id.eq_any(ids));
    }
    let rows: Vec<Row> = rows.load(reading.conn)?;
    let answered = rows.iter().filter(|row| row.2 == TaskKind::Answered).map(|row| AppointmentId::from_raw(row.6));
    let answers = Answers::load(reading, answered)?;
    rows.into_iter()
        .map(|(id, case, kind, urgent, on, reason, about, number, name)| {
            let answer = answers.of(AppointmentId::from_raw(about));
            Ok(DueItem {
                on_kind: Some(RecordKind::Task),
                record: Some(id.uuid()),
                subject: Some(kind.as_str().to_owned()),
                urgent,
                starts: answer.map(|answer| answer.starts),
                answer: answer.map(|answer| answer.kind),
                unverified: answer.is_some_and(|answer| answer.unverified),
                reason,
                ..DueItem::about(DueKind::Task, on, case, code_name(&name)?, number)
            })
        })
        .collect()
}
