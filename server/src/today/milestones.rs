//! Milestones that are expected soon or were expected earlier, and those that wait to be confirmed.

use chrono::Duration;
use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, MilestoneId},
    milestones::MilestoneKind,
    record::RecordKind,
    today::{DueItem, DueKind},
    values::NaiveDate,
};

use super::cut::most;
use crate::{
    access::{InOffice, Reading, scope::Visible},
    cases::row::code_name,
    db::schema::{cases, milestones},
    milestones::row::MilestoneRow,
    problem::ApiResult,
};

/// One that is expected shows so many days ahead.
const AHEAD_DAYS: i64 = 7;

type Row = (MilestoneId, CaseId, Option<MilestoneKind>, Option<NaiveDate>, String, String);

/// The soonest that are due; for supervisors also those that others say
/// were reached.
pub(super) fn of_milestones(
    reading: &mut Reading<'_, InOffice>,
    visible: &Visible,
    supervises: bool,
) -> ApiResult<Vec<DueItem>> {
    let mut items = expected(reading, visible)?;
    if supervises {
        items.extend(to_confirm(reading)?);
    }
    Ok(items)
}

fn expected(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<DueItem>> {
    let mut rows = milestones::table
        .inner_join(cases::table.on(cases::id.eq(milestones::case_id)))
        .filter(milestones::office_id.eq(reading.caller.office))
        // The words of the index `milestones_due`.
        .filter(milestones::due_on.is_not_null())
        .filter(milestones::due_on.le(reading.today() + Duration::days(AHEAD_DAYS)))
        .order((milestones::due_on, milestones::case_id))
        .limit(most(DueKind::MilestoneDue).into())
        .select((
            milestones::id,
            milestones::case_id,
            milestones::kind,
            milestones::expected_on,
            cases::number,
            cases::code_name,
        ))
        .into_boxed();
    if let Visible::Only(ids) = visible {
        rows = rows.filter(milestones::case_id.eq_any(ids));
    }
    let rows: Vec<Row> = rows.load(reading.conn)?;
    rows.into_iter().filter_map(|row| Some(item(DueKind::MilestoneDue, row.3?, row))).collect()
}

/// Nobody confirms what they recorded themselves, also before somebody else corrected it.
fn to_confirm(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<DueItem>> {
    let caller = reading.caller;
    let rows: Vec<(MilestoneRow, String, String)> = milestones::table
        .inner_join(cases::table.on(cases::id.eq(milestones::case_id)))
        .filter(milestones::office_id.eq(caller.office))
        // The words of the index `milestones_to_confirm`.
        .filter(milestones::reached_on.is_not_null())
        .filter(milestones::confirmed_at.is_null())
        .filter(milestones::reached_by.ne(caller.user))
        .filter(milestones::withdrawn.eq(false))
        .order((milestones::reached_on, milestones::case_id))
        .limit(most(DueKind::MilestoneToConfirm).into())
        .select((milestones::all_columns, cases::number, cases::code_name))
        .load(reading.conn)?;
    let ids: Vec<CaseId> = rows.iter().map(|(row, ..)| row.case_id).collect();
    let keys = reading.core.keys.cases(reading.conn, caller.office, &ids)?;
    let mut due = Vec::with_capacity(rows.len());
    for (row, number, name) in rows {
        // A case without a key was erased.
        let (Some(key), Some(on)) = (keys.get(&row.case_id), row.reached_on) else { continue };
        if !row.said(key)?.also_by.contains(&caller.user) {
            due.push(item(DueKind::MilestoneToConfirm, on, (row.id, row.case_id, row.kind, None, number, name))?);
        }
    }
    Ok(due)
}

fn item(kind: DueKind, on: NaiveDate, row: Row) -> ApiResult<DueItem> {
    let (id, case, milestone, _, number, name) = row;
    Ok(DueItem {
        on_kind: Some(RecordKind::Milestone),
        record: Some(id.uuid()),
        subject: milestone.map(|kind| kind.as_str().to_owned()),
        ..DueItem::about(kind, on, case, code_name(&name)?, number)
    })
}
