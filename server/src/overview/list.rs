//! The list behind a figure.

use actix_web::{Responder, get, web};
use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{
    audit::AuditAction,
    outcomes::OutcomeDomain,
    overview::{Direction, Figure, FigureLine, FigureQuery},
    page::Page,
    record::RecordKind,
    values::{Currency, FundCode, NaiveDate, ValueError},
};

use super::{
    fund::of_fund,
    lines::{Ask, Told},
    milestones::of_month,
    records,
    recovery::of_domain,
};
use crate::{
    access::{Access, Answer, Disclosed, InOffice, OverviewRead, Reading},
    http::{PageQuery, Problems, Query},
    problem::{ApiError, ApiResult},
};

/// A [`FigureQuery`] and the page.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LineQuery {
    /// Of milestones reached: the first day of the month.
    month: Option<NaiveDate>,
    /// Of recovery.
    #[param(inline)]
    domain: Option<OutcomeDomain>,
    #[param(inline)]
    direction: Option<Direction>,
    /// Of spend; left out it is what was paid from no fund.
    #[param(value_type = Option<String>, max_length = 32)]
    fund: Option<FundCode>,
    /// Of spend, ISO 4217.
    #[param(value_type = Option<String>, min_length = 3, max_length = 3)]
    currency: Option<Currency>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    /// The `next` of the page before.
    #[param(max_length = 100)]
    after: Option<String>,
    /// 1 to 200, 50 if left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
}

/// What a figure counted, line by line, oldest first. Figures about cases alone are lists of cases: `GET /cases` has their
/// filters, and here they are answered with 404.
#[utoipa::path(tag = "overview", params(("figure" = Figure, Path), LineQuery),
    responses((status = 200, body = Page<FigureLine>), Problems))]
#[get("/overview/{figure}")]
pub async fn list(
    access: Access<OverviewRead, InOffice>,
    path: web::Path<String>,
    query: Query<LineQuery>,
) -> ApiResult<impl Responder> {
    let figure = Figure::from_code(&path.into_inner());
    let LineQuery { month, domain, direction, fund, currency, from, to, after, limit } = query.0;
    let query = FigureQuery { month, domain, direction, fund, currency, from, to };
    let ask = Ask::Lines(PageQuery { after, limit });
    let shown = access.read(move |reading| {
        let page = lines(reading, figure.ok_or_else(ApiError::not_found)?, &query, ask)?;
        let mut ids: Vec<_> = page.items.iter().map(|line| line.case.raw()).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Disclosed::audited(page, AuditAction::Listed, RecordKind::Case, None, ids))
    });
    Ok(Answer::read(0, shown.await?))
}

fn lines(
    reading: &mut Reading<'_, InOffice>,
    figure: Figure,
    query: &FigureQuery,
    ask: Ask,
) -> ApiResult<Page<FigureLine>> {
    let missing = |field: &'static str| move || ApiError::field(field, ValueError::Missing);
    let told = match figure {
        Figure::MilestonesReached => of_month(reading, query.month.ok_or_else(missing("month"))?, ask),
        Figure::Recovery => of_domain(reading, query.domain.ok_or_else(missing("domain"))?, query.direction, ask),
        Figure::Spend => of_fund(reading, query, ask),
        figure => records::ask(reading, figure, ask),
    };
    match told? {
        Told::Lines(page) => Ok(page),
        Told::Count(_) => Err(ApiError::internal("a count where a list was asked for")),
    }
}
