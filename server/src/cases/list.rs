//! Lists of cases: my open ones, the office's, filtered.

use std::cmp::Reverse;

use actix_web::{Responder, get};
use chrono::Duration;
use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{
    audit::AuditAction,
    cases::{CaseFilter, CaseSort, CaseStatus, CaseSummary, OfWorker, Risk},
    catalogue::Category,
    ids::CaseId,
    page::Page,
    record::RecordKind,
    values::{Country, NaiveDate, Stamp},
};

use super::{
    draw::{DueKey, Position, draw},
    summary::{self, Opened},
};
use crate::{
    access::{
        Access, Answer, CaseList, Disclosed, InOffice, Reading,
        scope::{Source, sources},
    },
    http::{PageQuery, Problems, Query},
    problem::ApiResult,
};

/// Rows looked at for one page of a filter on sealed fields: at most `ROUNDS` times `CHUNK`.
const CHUNK: i64 = 200;
const ROUNDS: usize = 10;

/// The query of the list: a [`CaseFilter`] and the page.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CaseQuery {
    /// Only cases assigned to or shared with the caller.
    mine: bool,
    /// Closed cases too.
    closed: bool,
    #[param(inline)]
    status: Option<CaseStatus>,
    #[param(inline)]
    risk: Option<Risk>,
    /// A worker's id, or `none` for cases without one.
    #[param(value_type = Option<String>)]
    worker: Option<OfWorker>,
    /// ISO 3166-1 alpha-2.
    #[param(value_type = Option<String>, min_length = 2, max_length = 2)]
    nationality: Option<Country>,
    /// With an open service of this category.
    #[param(inline)]
    need: Option<Category>,
    /// No contact since this day.
    quiet_since: Option<NaiveDate>,
    /// No contact for so many days; the earlier of the two holds.
    quiet_days: Option<u16>,
    /// Opened by nobody for so many days.
    unopened_days: Option<u16>,
    /// Open ones whose assessment is late.
    rating_overdue: bool,
    #[param(inline)]
    sort: Option<CaseSort>,
    /// The `next` of the page before.
    #[param(max_length = 100)]
    after: Option<String>,
    /// 1 to 200, 50 if left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
}

/// Cases the caller may see, latest change first or nearest due day first. A page may hold fewer than asked for
/// although there is a next one, when a filter on sealed fields found few.
#[utoipa::path(tag = "cases", params(CaseQuery), responses((status = 200, body = Page<CaseSummary>), Problems))]
#[get("/cases")]
pub async fn list(access: Access<CaseList, InOffice>, query: Query<CaseQuery>) -> ApiResult<impl Responder> {
    let CaseQuery {
        mine,
        closed,
        status,
        risk,
        worker,
        nationality,
        need,
        quiet_since,
        quiet_days,
        unopened_days,
        rating_overdue,
        sort,
        after,
        limit,
    } = query.0;
    let paging = PageQuery { after, limit };
    let limit = paging.limit()?;
    let after = match sort.unwrap_or(CaseSort::Recent) {
        CaseSort::Recent => paging
            .cursor::<i64>()?
            .map(|(at, id)| Position::Recent(Reverse(Stamp::from_micros(at)), Reverse(CaseId::from_raw(id)))),
        CaseSort::NextDue => paging.cursor::<DueKey>()?.map(|(day, id)| Position::Due(day, CaseId::from_raw(id))),
    };
    let mut filter = CaseFilter {
        mine,
        closed,
        status,
        risk,
        worker,
        nationality,
        need,
        quiet_since,
        quiet_days: None,
        unopened_days,
        rating_overdue,
        sort,
    };
    let shown = access
        .read(move |reading| {
            let for_days = quiet_days.map(|days| reading.today() - Duration::days(days.into()));
            filter.quiet_since = quiet_since.into_iter().chain(for_days).min();
            let (opened, next) = find(reading, &filter, after, limit)?;
            let items = summary::show(reading, opened)?;
            let ids = items.iter().map(|case| case.id.raw()).collect();
            let next = next.map(|position| {
                let (key, id) = position.cursor();
                format!("{key}~{}", id.0)
            });
            Ok(Disclosed::audited(Page { items, next }, AuditAction::Listed, RecordKind::Case, None, ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn find(
    reading: &mut Reading<'_, InOffice>,
    filter: &CaseFilter,
    mut after: Option<Position>,
    limit: i64,
) -> ApiResult<(Vec<Opened>, Option<Position>)> {
    let sort = filter.sort.unwrap_or(CaseSort::Recent);
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut sources = sources(reading, filter.mine)?;
    // One worker's cases have an index of their own.
    if let (Some(OfWorker::User(worker)), [Source::Office]) = (filter.worker, sources.as_slice()) {
        sources = vec![Source::Worker(worker)];
    }
    let Some(nationality) = &filter.nationality else {
        let mut rows = draw(reading, &sources, filter, after, limit + 1)?;
        let more = rows.len() > wanted;
        rows.truncate(wanted);
        let next = rows.last().filter(|_| more).map(|row| Position::of(row, sort));
        return Ok((summary::open(reading, rows)?, next));
    };
    let mut found: Vec<Opened> = Vec::new();
    for _ in 0..ROUNDS {
        let rows = draw(reading, &sources, filter, after, CHUNK)?;
        let last = rows.last().map(|row| Position::of(row, sort));
        let exhausted = rows.len() < usize::try_from(CHUNK).unwrap_or(usize::MAX);
        let opened = summary::open(reading, rows)?;
        found.extend(opened.into_iter().filter(|(_, profile)| profile.nationalities.contains(nationality)));
        if found.len() > wanted {
            found.truncate(wanted);
            let next = found.last().map(|(row, _)| Position::of(row, sort));
            return Ok((found, next));
        }
        if exhausted {
            return Ok((found, None));
        }
        after = last;
    }
    Ok((found, after))
}
