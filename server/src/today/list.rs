//! What is due on my cases; for supervisors, in the whole office.

use actix_web::{Responder, get};
use diesel::prelude::*;
use uuid::Uuid;
use yaninda_shared::{
    audit::AuditAction,
    ids::CaseId,
    policy::{Action, Relation, allows},
    record::RecordKind,
    today::{DueItem, Today},
    values::{LocalTime, NaiveDate},
};

use super::{appointments::of_appointments, cases::of_cases, entries::of_entries, tasks::of_tasks};
use crate::{
    access::{Access, Answer, Disclosed, InOffice, TodayRead, scope::visible},
    db::schema::offices,
    http::Problems,
    problem::ApiResult,
};

/// Most items shown beside appointments and tasks, which nothing quieter pushes away.
const MOST: usize = 200;

/// Appointments, tasks, documents that expire, next steps, quiet cases, safe contact to confirm, open comments; for
/// supervisors also what waits for them. Urgent ones and then the soonest first, at most 200 beside appointments and tasks.
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
            items.sort_by_key(order);
            items.truncate(MOST);
            items.extend(of_appointments(reading, &visible)?);
            items.extend(of_tasks(reading, &visible)?);
            items.sort_by_key(order);
            let mut ids: Vec<_> = items.iter().map(|item| item.case.raw()).collect();
            ids.sort_unstable();
            ids.dedup();
            let today = Today { today: reading.today(), items };
            Ok(Disclosed::audited(today, AuditAction::Listed, RecordKind::Case, None, ids))
        })
        .await?;
    Ok(Answer::read(0, today))
}

fn order(item: &DueItem) -> (bool, NaiveDate, Option<LocalTime>, CaseId, Option<Uuid>) {
    (!item.urgent, item.on, item.starts, item.case, item.record)
}
