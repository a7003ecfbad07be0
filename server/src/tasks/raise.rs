//! Giving somebody a task, and ending it when what it was about is settled.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, OfficeId, RawId, TaskId, UserId},
    mail::Refusal,
    record::RecordKind,
    tasks::TaskKind,
    values::NaiveDate,
};

use super::row::TaskRow;
use crate::{
    access::Unit,
    audit::AuditDraft,
    db::{AnyConnection, schema::tasks},
    problem::ApiResult,
    random,
};

/// What a task is to say.
#[derive(Clone, Copy, Debug)]
pub struct Errand {
    pub case: CaseId,
    pub kind: TaskKind,
    pub urgent: bool,
    pub on_kind: RecordKind,
    pub on: RawId,
    pub due_on: NaiveDate,
    pub reason: Option<Refusal>,
    /// Whose doing led to it, where nobody of the staff is behind the unit of work.
    pub because_of: UserId,
}

/// Raises a task. There is one open task of a kind about a record: it is made urgent, earlier and up to date instead.
pub fn raise(unit: &mut impl Unit, errand: Errand) -> ApiResult<()> {
    let (office, now) = (unit.office(), unit.now());
    let by = unit.user().unwrap_or(errand.because_of);
    let open: Option<TaskRow> = tasks::table
        .filter(tasks::office_id.eq(office))
        .filter(tasks::on_id.eq(errand.on))
        .filter(tasks::kind.eq(errand.kind))
        .filter(tasks::done_at.is_null())
        .order(tasks::id)
        .first(unit.conn())
        .optional()?;
    let (id, action) = match open {
        Some(task) => {
            // That mail is held up is over when it goes; what else it was raised for is not.
            let reason = match errand.reason {
                Some(Refusal::HeldUp) => task.reason,
                None => task.reason.filter(|was| *was != Refusal::HeldUp),
                why => why,
            };
            diesel::update(tasks::table.find(task.id))
                .set((
                    tasks::version.eq(task.version + 1),
                    tasks::updated_at.eq(now),
                    tasks::updated_by.eq(by),
                    tasks::urgent.eq(task.urgent || errand.urgent),
                    tasks::due_on.eq(task.due_on.min(errand.due_on)),
                    tasks::reason.eq(reason),
                ))
                .execute(unit.conn())?;
            (task.id, AuditAction::Changed)
        }
        None => {
            let id = TaskId::from_raw(random::id(unit.core().keys.random(), now));
            diesel::insert_into(tasks::table)
                .values((
                    tasks::id.eq(id),
                    tasks::office_id.eq(office),
                    tasks::case_id.eq(errand.case),
                    tasks::version.eq(1),
                    tasks::created_at.eq(now),
                    tasks::created_by.eq(by),
                    tasks::updated_at.eq(now),
                    tasks::updated_by.eq(by),
                    tasks::kind.eq(errand.kind),
                    tasks::urgent.eq(errand.urgent),
                    tasks::on_kind.eq(errand.on_kind),
                    tasks::on_id.eq(errand.on),
                    tasks::due_on.eq(errand.due_on),
                    tasks::reason.eq(errand.reason),
                ))
                .execute(unit.conn())?;
            (id, AuditAction::Created)
        }
    };
    unit.touch(RecordKind::Task, id.raw(), Some(errand.case))?;
    unit.audit(AuditDraft::one(action, RecordKind::Task, Some(errand.case), id.raw()));
    Ok(())
}

/// Ends the open tasks of these kinds about a record, because it is settled.
pub fn settle(unit: &mut impl Unit, on: RawId, kinds: &[TaskKind]) -> ApiResult<()> {
    open(unit, on, kinds)?.iter().try_for_each(|task| end(unit, task))
}

/// Ends the open tasks of these kinds about a record that have this reason, because that is over.
pub fn settle_because(unit: &mut impl Unit, on: RawId, kinds: &[TaskKind], reason: Refusal) -> ApiResult<()> {
    let open = open(unit, on, kinds)?;
    open.iter().filter(|task| task.reason == Some(reason)).try_for_each(|task| end(unit, task))
}

/// Whether somebody has still to reach the person of a case another way.
pub fn has_to_be_reached(conn: &mut AnyConnection, office: OfficeId, case: CaseId) -> ApiResult<bool> {
    let open: Option<TaskId> = tasks::table
        .filter(tasks::office_id.eq(office))
        .filter(tasks::case_id.eq(case))
        .filter(tasks::done_at.is_null())
        .filter(tasks::kind.eq(TaskKind::ReachOtherWay))
        .select(tasks::id)
        .first(conn)
        .optional()?;
    Ok(open.is_some())
}

fn open(unit: &mut impl Unit, on: RawId, kinds: &[TaskKind]) -> ApiResult<Vec<TaskRow>> {
    let office = unit.office();
    Ok(tasks::table
        .filter(tasks::office_id.eq(office))
        .filter(tasks::on_id.eq(on))
        .filter(tasks::kind.eq_any(kinds))
        .filter(tasks::done_at.is_null())
        .load(unit.conn())?)
}

/// Marks a task as done.
pub(super) fn end(unit: &mut impl Unit, task: &TaskRow) -> ApiResult<()> {
    let (at, by) = (unit.now(), unit.user());
    diesel::update(tasks::table.find(task.id))
        .set((
            tasks::version.eq(task.version + 1),
            tasks::updated_at.eq(at),
            tasks::updated_by.eq(by.unwrap_or(task.updated_by)),
            tasks::done_at.eq(Some(at)),
            tasks::done_by.eq(by),
        ))
        .execute(unit.conn())?;
    unit.touch(RecordKind::Task, task.id.raw(), Some(task.case_id))?;
    unit.audit(AuditDraft::one(AuditAction::Resolved, RecordKind::Task, Some(task.case_id), task.id.raw()));
    Ok(())
}
