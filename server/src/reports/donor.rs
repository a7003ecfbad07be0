//! The donor report of one's own office, exact.

use actix_web::{Responder, get};
use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{disclosure::Period, reports::DonorReport, values::FundCode};

use super::exact;
use crate::{
    access::{Access, Answer, Disclosed, InOffice, Reading, ReportRead},
    audit::AuditDraft,
    http::{Problems, Query},
    problem::ApiResult,
};

/// `?period=2026-Q1&fund=NL-2026`.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DonorQuery {
    pub(super) period: Period,
    /// Only what this fund paid.
    pub(super) fund: Option<FundCode>,
}

/// The donor report of the caller's office, small figures too: it is for its supervisors, not for publication. Of a period
/// that is not over it holds what there is.
#[utoipa::path(tag = "reports", params(DonorQuery), responses((status = 200, body = DonorReport), Problems))]
#[get("/reports/donor")]
pub async fn donor(access: Access<ReportRead, InOffice>, query: Query<DonorQuery>) -> ApiResult<impl Responder> {
    let query = query.0;
    let report = access.read(move |reading| {
        let (report, entry) = look(reading, query, "shown")?;
        Ok(Disclosed::with(report, entry))
    });
    Ok(Answer::read(0, report.await?))
}

/// The report, and what is recorded about who had it, and how.
pub(super) fn look(
    reading: &mut Reading<'_, InOffice>,
    query: DonorQuery,
    how: &str,
) -> ApiResult<(DonorReport, AuditDraft)> {
    let report = exact::report(reading, query.period, query.fund)?;
    Ok((report, AuditDraft::reported("report").fields([&query.period.to_string(), how])))
}
