//! Every figure of one moment.

use actix_web::{Responder, get};
use diesel::prelude::*;
use yaninda_shared::{
    overview::{Figure, FigureCount, Overview},
    policy::Action,
};

use super::{
    cases,
    lines::{Ask, Told},
    milestones, records, recovery, spend, waiting,
};
use crate::{
    access::{Access, Answer, Disclosed, InOffice, OverviewRead, Reading},
    audit::AuditDraft,
    db::schema::offices,
    http::Problems,
    problem::{ApiError, ApiResult},
};

/// The office as it stands: caseloads, what waits, what lapses, what was reached, how people are, what was spent. Exact
/// figures, for supervisors alone.
#[utoipa::path(tag = "overview", responses((status = 200, body = Overview), Problems))]
#[get("/overview")]
pub async fn read(access: Access<OverviewRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let overview = look(reading)?;
        Ok(Disclosed::with(overview, AuditDraft::reported(Action::OverviewRead.as_str())))
    });
    Ok(Answer::read(0, shown.await?))
}

fn look(reading: &mut Reading<'_, InOffice>) -> ApiResult<Overview> {
    let days: i32 = offices::table.find(reading.caller.office).select(offices::quiet_days).get_result(reading.conn)?;
    let quiet_days = u16::try_from(days).map_err(ApiError::internal)?;
    let mut figures = Vec::with_capacity(Figure::COUNTED.len());
    for figure in Figure::COUNTED.iter().copied() {
        let count = match figure {
            Figure::Approvals | Figure::Exports => waiting::count(reading, figure)?,
            _ if figure.filter(quiet_days).is_some() => cases::count(reading, figure, quiet_days)?,
            _ => match records::ask(reading, figure, Ask::Count)? {
                Told::Count(count) => count,
                Told::Lines(_) => return Err(ApiError::internal("a list where a count was asked for")),
            },
        };
        figures.push(FigureCount { figure, count });
    }
    Ok(Overview {
        today: reading.today(),
        quiet_days,
        workers: cases::by_worker(reading)?,
        figures,
        milestones: milestones::by_month(reading)?,
        recovery: recovery::by_domain(reading)?,
        spend: spend::by_fund(reading)?,
    })
}
