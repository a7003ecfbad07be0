//! The donor report of one's own office as a file.

use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{disclosure::Period, users::Locale, values::FundCode};

use super::donor::{DonorQuery, look};
use crate::{
    access::{Access, Disclosed, InOffice, ReportRead},
    attachments::put::FileBody,
    http::{Problems, Query},
    offices,
    problem::ApiResult,
    sheets::{FileQuery, Format, Words, answer, of_donor_report},
};

/// `?period=2026-Q1&format=xlsx`.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DonorFileQuery {
    period: Period,
    fund: Option<FundCode>,
    format: Format,
    language: Option<Locale>,
    bom: Option<bool>,
}

/// The exact report as a file: not for publication.
#[utoipa::path(tag = "reports", params(DonorFileQuery), responses((status = 200, content(
    (FileBody = "text/csv"), (FileBody = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (FileBody = "application/pdf"))), Problems))]
#[get("/reports/donor/file")]
pub async fn file(access: Access<ReportRead, InOffice>, query: Query<DonorFileQuery>) -> ApiResult<HttpResponse> {
    let DonorFileQuery { period, fund, format, language, bom } = query.0;
    let core = access.core().clone();
    let words = Words::of(language.unwrap_or(Locale::En))?;
    let file = FileQuery { format, language, bom };
    let (report, office) = access
        .read(move |reading| {
            let (report, entry) = look(reading, DonorQuery { period, fund }, format.as_str())?;
            let office = offices::name(reading.conn, reading.caller.office)?;
            Ok(Disclosed::with((report, office), entry))
        })
        .await?;
    answer(&core, &of_donor_report(&report, &office, &words), &words, file).await
}
