//! What is due on my cases; for supervisors, in the whole office.

use actix_web::{Responder, get};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    policy::{Action, Relation, allows},
    record::RecordKind,
    today::Today,
};

use super::{
    appointments::of_appointments, approvals::of_approvals, assessments::of_assessments, cases::of_cases, cut::cut,
    deadlines::of_deadlines, entries::of_entries, exports::of_exports, milestones::of_milestones, plans::of_plans,
    tasks::of_tasks, threads::of_threads,
};
use crate::{
    access::{Access, Answer, Disclosed, InOffice, TodayRead, scope::visible},
    db::schema::offices,
    http::Problems,
    problem::ApiResult,
};

/// Appointments, tasks, deadlines of documents and statuses, next steps, quiet cases, safe contact to confirm, assessments to make,
/// milestones, goals, plans to look at again, open comments, questions and flags, what was decided of what the
/// caller asked for; for supervisors also what waits for them, requests for files among it. Urgent ones and then
/// the soonest first: at most 200 appointments, 200 tasks, and 100 of each other kind.
#[utoipa::path(tag = "today", responses((status = 200, body = Today), Problems))]
#[get("/today")]
pub async fn list(access: Access<TodayRead, InOffice>) -> ApiResult<impl Responder> {
    let today = access
        .read(|reading| {
            let (quiet_days, confirm_days): (i32, i32) = offices::table
                .find(reading.caller.office)
                .select((offices::quiet_days, offices::confirm_days))
                .get_result(reading.conn)?;
            let visible = visible(reading)?;
            let supervises = allows(reading.caller.role, Action::CaseCloseDecide, Relation::Office);
            let mut items = of_entries(reading, &visible)?;
            items.extend(of_cases(reading, &visible, supervises, quiet_days.into(), confirm_days.into())?);
            items.extend(of_deadlines(reading, &visible, supervises)?);
            items.extend(of_appointments(reading, &visible)?);
            items.extend(of_assessments(reading, &visible)?);
            items.extend(of_plans(reading, &visible)?);
            items.extend(of_milestones(reading, &visible, supervises)?);
            items.extend(of_tasks(reading, &visible)?);
            items.extend(of_approvals(reading, &visible, supervises)?);
            items.extend(of_threads(reading, &visible, supervises)?);
            cut(&mut items);
            let mut ids: Vec<_> = items.iter().map(|item| item.case.raw()).collect();
            ids.sort_unstable();
            ids.dedup();
            let today = Today { today: reading.today(), items, exports: of_exports(reading)? };
            Ok(Disclosed::audited(today, AuditAction::Listed, RecordKind::Case, None, ids))
        })
        .await?;
    Ok(Answer::read(0, today))
}
