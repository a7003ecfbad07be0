//! One month of the office by category and status.

use std::collections::BTreeMap;

use actix_web::{Responder, get};
use diesel::{dsl::count_star, prelude::*};
use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{
    catalogue::Category,
    reports::{ServiceCount, ServiceReport},
    services::ServiceStatus,
    values::ValueError,
};

use super::month::Month;
use crate::{
    access::{Access, Answer, Disclosed, InOffice, ReportRead},
    audit::AuditDraft,
    db::schema::services,
    http::{Problems, Query},
    problem::{ApiError, ApiResult},
};

/// `?month=2026-10`.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MonthQuery {
    #[param(pattern = r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    month: String,
}

/// Services of one month by category and status, exact.
#[utoipa::path(tag = "reports", params(MonthQuery), responses((status = 200, body = ServiceReport), Problems))]
#[get("/reports/services")]
pub async fn services_of_month(
    access: Access<ReportRead, InOffice>,
    query: Query<MonthQuery>,
) -> ApiResult<impl Responder> {
    let month = query.0.month;
    let refused = || ApiError::field("month", ValueError::ImpossibleDate);
    let (first, next) = Month::parse(&month).map(|month| (month.first(), month.end())).ok_or_else(refused)?;
    let report = access
        .read(move |reading| {
            // By day, which is the order of the index: grouped otherwise, SQLite would sort the whole month.
            let days: Vec<(Category, ServiceStatus, i64)> = services::table
                .filter(services::office_id.eq(reading.caller.office))
                .filter(services::occurred_on.ge(first))
                .filter(services::occurred_on.lt(next))
                .filter(services::withdrawn.eq(false))
                .group_by((services::occurred_on, services::category, services::status))
                .select((services::category, services::status, count_star()))
                .load(reading.conn)?;
            let mut counts: BTreeMap<(Category, ServiceStatus), i64> = BTreeMap::new();
            for (category, status, count) in days {
                *counts.entry((category, status)).or_default() += count;
            }
            let rows = counts
                .into_iter()
                .map(|((category, status), count)| ServiceCount { category, status, count })
                .collect();
            let entry = AuditDraft::reported("service").fields([&month]);
            Ok(Disclosed::with(ServiceReport { month, rows }, entry))
        })
        .await?;
    Ok(Answer::read(0, report))
}
