//! What waits for a supervisor to decide, and what was decided of what the caller asked for.

use std::collections::HashSet;

use diesel::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalKind, ApprovalState},
    ids::{ApprovalId, CaseId, ServiceId, UserId},
    policy::{Action, Relation, Role, allows},
    record::RecordKind,
    today::{DueItem, DueKind},
    values::Stamp,
};

use super::cut::most;
use crate::{
    access::{InOffice, Reading, scope::Visible},
    cases::row::code_name,
    db::schema::{approvals, case_grants, cases, users},
    problem::ApiResult,
};

/// What was decided is told for so many days.
const TOLD_DAYS: i64 = 7;

/// For supervisors the payments and transfers that others asked for (a request to close stands with its case); for everybody
/// what was decided lately of what they asked for themselves, or a former worker of their cases.
pub(super) fn of_approvals(
    reading: &mut Reading<'_, InOffice>,
    visible: &Visible,
    supervises: bool,
) -> ApiResult<Vec<DueItem>> {
    let mut items = decided(reading, visible)?;
    if supervises {
        items.extend(waiting(reading)?);
    }
    Ok(items)
}

fn waiting(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<DueItem>> {
    let caller = reading.caller;
    type Row = (ApprovalId, CaseId, ApprovalKind, Stamp, String, String);
    let rows: Vec<Row> = approvals::table
        .inner_join(cases::table.on(cases::id.eq(approvals::case_id)))
        .filter(approvals::office_id.eq(caller.office))
        // The words of the index `approvals_waiting`.
        .filter(approvals::settled_at.is_null())
        .filter(approvals::kind.ne(ApprovalKind::Close))
        // Nobody decides what they asked for, logged or changed.
        .filter(approvals::created_by.ne(caller.user))
        .filter(approvals::logged_by.is_null().or(approvals::logged_by.ne(caller.user)))
        .filter(approvals::amended_by.is_null().or(approvals::amended_by.ne(caller.user)))
        .order((approvals::created_at, approvals::id))
        .limit(most(DueKind::ApprovalWaits).into())
        .select((
            approvals::id,
            approvals::case_id,
            approvals::kind,
            approvals::created_at,
            cases::number,
            cases::code_name,
        ))
        .load(reading.conn)?;
    rows.into_iter()
        .map(|(id, case, kind, at, number, name)| {
            let on = reading.core.day(at);
            Ok(DueItem {
                on_kind: Some(RecordKind::Approval),
                record: Some(id.uuid()),
                subject: Some(kind.as_str().to_owned()),
                ..DueItem::about(DueKind::ApprovalWaits, on, case, code_name(&name)?, number)
            })
        })
        .collect()
}

type Decided = (CaseId, ApprovalKind, ApprovalState, Option<ServiceId>, Option<Stamp>, UserId, String, String);

/// What the caller asked for and may still see, and what others asked for on cases that are the caller's now, if whoever asked
/// sees them no longer.
fn decided(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<DueItem>> {
    let mut rows = lately(reading, Whose::Mine)?;
    rows.retain(|row| visible.has(row.0));
    let theirs = lately(reading, Whose::OfMyCases)?;
    let hears = who_hears(reading, &theirs)?;
    rows.extend(
        theirs.into_iter().filter(|row| !hears.contains(&(row.5, None)) && !hears.contains(&(row.5, Some(row.0)))),
    );
    rows.into_iter()
        .map(|(case, kind, state, service, at, _, number, name)| {
            let due =
                if state == ApprovalState::Approved { DueKind::ApprovalGranted } else { DueKind::ApprovalRefused };
            let on = at.map_or_else(|| reading.today(), |at| reading.core.day(at));
            Ok(DueItem {
                on_kind: service.map(|_| RecordKind::Service),
                record: service.map(ServiceId::uuid),
                subject: Some(kind.as_str().to_owned()),
                ..DueItem::about(due, on, case, code_name(&name)?, number)
            })
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Whose {
    Mine,
    OfMyCases,
}

fn lately(reading: &mut Reading<'_, InOffice>, whose: Whose) -> ApiResult<Vec<Decided>> {
    let caller = reading.caller;
    let mut rows = approvals::table
        .inner_join(cases::table.on(cases::id.eq(approvals::case_id)))
        .filter(approvals::office_id.eq(caller.office))
        // The words of the index `approvals_settled`.
        .filter(approvals::settled_at.is_not_null())
        .filter(approvals::settled_at.ge(reading.now.plus_seconds(-TOLD_DAYS * 86_400)))
        .filter(approvals::state.eq_any([ApprovalState::Approved, ApprovalState::Refused]))
        .order(approvals::settled_at)
        .limit(most(DueKind::ApprovalGranted).into())
        .select((
            approvals::case_id,
            approvals::kind,
            approvals::state,
            approvals::service_id,
            approvals::settled_at,
            approvals::created_by,
            cases::number,
            cases::code_name,
        ))
        .into_boxed();
    rows = match whose {
        Whose::Mine => rows.filter(approvals::created_by.eq(caller.user)),
        Whose::OfMyCases => rows.filter(cases::worker_id.eq(caller.user)).filter(approvals::created_by.ne(caller.user)),
    };
    Ok(rows.load(reading.conn)?)
}

/// Who of those that asked hears of it: with a case, those who work on it; without, those who see the whole office.
fn who_hears(reading: &mut Reading<'_, InOffice>, decided: &[Decided]) -> ApiResult<HashSet<(UserId, Option<CaseId>)>> {
    let office = reading.caller.office;
    let asked: HashSet<UserId> = decided.iter().map(|row| row.5).collect();
    let staff: Vec<(UserId, Role)> = users::table
        .filter(users::id.eq_any(&asked))
        .filter(users::office_id.eq(office))
        .filter(users::disabled_at.is_null())
        .select((users::id, users::role))
        .load(reading.conn)?;
    let active: HashSet<UserId> = staff.iter().map(|(user, _)| *user).collect();
    let everywhere = staff.iter().filter(|(_, role)| allows(*role, Action::CaseRead, Relation::Office));
    let mut hears: HashSet<(UserId, Option<CaseId>)> = everywhere.map(|(user, _)| (*user, None)).collect();
    let granted: Vec<(UserId, CaseId)> = case_grants::table
        .filter(case_grants::office_id.eq(office))
        .filter(case_grants::user_id.eq_any(&asked))
        .filter(case_grants::ended_at.is_null())
        .select((case_grants::user_id, case_grants::case_id))
        .load(reading.conn)?;
    let granted = granted.into_iter().filter(|(user, _)| active.contains(user));
    hears.extend(granted.map(|(user, case)| (user, Some(case))));
    Ok(hears)
}
