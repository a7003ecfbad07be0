//! What happened in an office between two days, as it is counted. Everything here is read from an index alone.

use diesel::prelude::*;
use yaninda_shared::{
    appointments::AppointmentState,
    catalogue::Category,
    disclosure::Period,
    ids::{CaseId, OfficeId},
    milestones::MilestoneKind,
    services::ServiceStatus,
    values::NaiveDate,
};

use crate::{
    db::{
        AnyConnection, each,
        schema::{appointments, cases, milestones, services},
    },
    problem::ApiResult,
};

/// A service: whose, what, how far, when; then the fund, and what it cost in which currency.
#[derive(Clone, Debug, Queryable)]
pub struct Served {
    pub case: CaseId,
    pub category: Category,
    pub status: ServiceStatus,
    pub on: NaiveDate,
    pub fund: Option<String>,
    pub cost: Option<i64>,
    pub currency: Option<String>,
}

impl Served {
    /// Whether it reached the person: delivered, or being delivered.
    #[must_use]
    pub const fn reached(&self) -> bool {
        matches!(self.status, ServiceStatus::Delivered | ServiceStatus::InProgress)
    }
}

/// Services of a period that stand.
pub fn services_on(conn: &mut AnyConnection, office: OfficeId, period: Period) -> ApiResult<Vec<Served>> {
    let (first, after) = period.days();
    Ok(each!(conn, |c| services::table
        .filter(services::office_id.eq(office))
        .filter(services::occurred_on.ge(first))
        .filter(services::occurred_on.lt(after))
        .filter(services::withdrawn.eq(false))
        .select((
            services::case_id,
            services::category,
            services::status,
            services::occurred_on,
            services::fund,
            services::cost_minor,
            services::currency,
        ))
        .load(c))?)
}

/// Milestones reached in a period; none of the list's is one of the office's own.
pub fn milestones_on(
    conn: &mut AnyConnection,
    office: OfficeId,
    period: Period,
) -> ApiResult<Vec<(CaseId, Option<MilestoneKind>)>> {
    let (first, after) = period.days();
    Ok(milestones::table
        .filter(milestones::office_id.eq(office))
        .filter(milestones::reached_on.ge(first))
        .filter(milestones::reached_on.lt(after))
        .filter(milestones::withdrawn.eq(false))
        .select((milestones::case_id, milestones::kind))
        .load(conn)?)
}

/// Appointments of a period and what became of them.
pub fn appointments_on(
    conn: &mut AnyConnection,
    office: OfficeId,
    period: Period,
) -> ApiResult<Vec<(CaseId, AppointmentState)>> {
    let (first, after) = period.days();
    Ok(appointments::table
        .filter(appointments::office_id.eq(office))
        .filter(appointments::occurred_on.ge(first))
        .filter(appointments::occurred_on.lt(after))
        .select((appointments::case_id, appointments::state))
        .load(conn)?)
}

/// Cases opened in a period, and cases closed in it that are closed still.
pub fn cases_on(conn: &mut AnyConnection, office: OfficeId, period: Period) -> ApiResult<(Vec<CaseId>, Vec<CaseId>)> {
    let (first, after) = period.days();
    let inside = |day: NaiveDate| first <= day && day < after;
    // Nothing closes before it is opened. The whole of the index in one go.
    let days: Vec<(CaseId, NaiveDate, Option<NaiveDate>)> = cases::table
        .filter(cases::office_id.eq(office))
        .filter(cases::opened_on.lt(after))
        .select((cases::id, cases::opened_on, cases::closed_on))
        .load(conn)?;
    let opened = days.iter().filter(|(_, opened, _)| inside(*opened)).map(|(id, _, _)| *id).collect();
    let closed = days.iter().filter(|(_, _, closed)| closed.is_some_and(inside)).map(|(id, _, _)| *id).collect();
    Ok((opened, closed))
}
