//! Drawing rows for a list of cases in order, from every source the caller may see.
//!
//! Each source gives its first rows through an index of its own and they are merged here: one query with `id IN …`
//! or both values of `open` would make SQLite walk the whole office.

use std::{cmp::Reverse, str::FromStr};

use chrono::Duration;
use diesel::{
    dsl::{exists, sql},
    prelude::*,
    sql_types::{Bool, Date},
};
use yaninda_shared::{
    cases::{CaseFilter, CaseSort, OfWorker},
    ids::{CaseId, RawId},
    values::{NaiveDate, Stamp},
};

use super::{
    activity::still_to_do,
    summary::{COLUMNS, SummaryRow},
};
use crate::{
    access::{Reading, scope::Source},
    db::schema::{cases, services},
    problem::ApiResult,
};

/// Where a case stands in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// Latest change first.
    Recent(Reverse<Stamp>, Reverse<CaseId>),
    /// Nearest due day first, cases without one last.
    Due(DueKey, CaseId),
}

/// A due day that sorts after all others if there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueKey(bool, Option<NaiveDate>);

impl From<Option<NaiveDate>> for DueKey {
    fn from(day: Option<NaiveDate>) -> Self {
        Self(day.is_none(), day)
    }
}

impl FromStr for DueKey {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "none" => Ok(None.into()),
            day => day.parse().map(|day| Some(day).into()).map_err(|_| ()),
        }
    }
}

impl Position {
    /// Of a row.
    pub fn of(row: &SummaryRow, sort: CaseSort) -> Self {
        match sort {
            CaseSort::Recent => Self::Recent(Reverse(row.updated_at), Reverse(row.id)),
            CaseSort::NextDue => Self::Due(row.next_due_on.into(), row.id),
        }
    }

    /// The parts of a cursor.
    pub fn cursor(self) -> (String, RawId) {
        match self {
            Self::Recent(Reverse(at), Reverse(id)) => (at.micros().to_string(), id.raw()),
            Self::Due(DueKey(_, day), id) => (day.map_or("none".to_owned(), |day| day.to_string()), id.raw()),
        }
    }
}

/// The first `limit` rows after a position, in order.
pub fn draw<R>(
    reading: &mut Reading<'_, R>,
    sources: &[Source],
    filter: &CaseFilter,
    after: Option<Position>,
    limit: i64,
) -> ApiResult<Vec<SummaryRow>> {
    let sort = filter.sort.unwrap_or(CaseSort::Recent);
    let open: &[bool] = match filter.status {
        Some(status) if status.is_open() => &[true],
        Some(_) => &[false],
        None if filter.closed => &[true, false],
        None => &[true],
    };
    let mut rows = Vec::new();
    for source in sources {
        for open in open {
            match sort {
                CaseSort::Recent => rows.extend(stretch(reading, source, *open, filter, Part::Recent, after, limit)?),
                CaseSort::NextDue => {
                    rows.extend(stretch(reading, source, *open, filter, Part::Dated, after, limit)?);
                    rows.extend(stretch(reading, source, *open, filter, Part::Undated, after, limit)?);
                }
            }
        }
    }
    rows.sort_by_key(|row| Position::of(row, sort));
    rows.dedup_by_key(|row| row.id);
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(rows)
}

#[derive(Clone, Copy)]
enum Part {
    Recent,
    Dated,
    Undated,
}

fn stretch<R>(
    reading: &mut Reading<'_, R>,
    source: &Source,
    open: bool,
    filter: &CaseFilter,
    part: Part,
    after: Option<Position>,
    limit: i64,
) -> ApiResult<Vec<SummaryRow>> {
    let office = reading.caller.office;
    let mut rows = cases::table.select(COLUMNS).filter(cases::open.eq(open)).limit(limit).into_boxed();
    rows = match source {
        Source::Office => rows.filter(cases::office_id.eq(office)),
        Source::Worker(user) => rows.filter(cases::office_id.eq(office)).filter(cases::worker_id.eq(*user)),
        Source::Shared(ids) => rows.filter(cases::id.eq_any(ids)),
    };
    if let Some(status) = filter.status {
        rows = rows.filter(cases::status.eq(status));
    }
    if let Some(risk) = filter.risk {
        rows = rows.filter(cases::risk.eq(risk));
    }
    match filter.worker {
        Some(OfWorker::User(worker)) => rows = rows.filter(cases::worker_id.eq(worker)),
        Some(OfWorker::Nobody) => rows = rows.filter(cases::worker_id.is_null()),
        None => {}
    }
    // In words that no index knows: the list follows the index of its order, and holds these against each row.
    if let Some(day) = filter.quiet_since {
        rows = rows.filter(sql::<Date>("coalesce(cases.last_contact_on, cases.opened_on)").lt(day));
    }
    if let Some(days) = filter.unopened_days {
        let day = reading.today() - Duration::days(days.into());
        rows = rows.filter(sql::<Date>("coalesce(cases.last_opened_on, cases.opened_on)").lt(day));
    }
    if filter.rating_overdue {
        let later = sql::<Bool>("coalesce(cases.assess_on, ").bind::<Date, _>(reading.today()).sql(") < ");
        rows = rows.filter(later.bind::<Date, _>(reading.today()).sql(""));
    }
    if let Some(need) = filter.need {
        let open_service = services::table
            .filter(services::office_id.eq(office))
            .filter(services::case_id.eq(cases::id))
            .filter(services::category.eq(need))
            .filter(still_to_do());
        rows = rows.filter(exists(open_service.select(services::id)));
    }
    rows = match part {
        Part::Recent => rows.order((cases::updated_at.desc(), cases::id.desc())),
        Part::Dated => rows.filter(cases::next_due_on.is_not_null()).order((cases::next_due_on.asc(), cases::id.asc())),
        Part::Undated => rows.filter(cases::next_due_on.is_null()).order(cases::id.asc()),
    };
    match (part, after) {
        (Part::Recent, Some(Position::Recent(Reverse(at), Reverse(id)))) => {
            rows = rows.filter(cases::updated_at.le(at).and(cases::updated_at.lt(at).or(cases::id.lt(id))));
        }
        (Part::Dated, Some(Position::Due(DueKey(_, Some(day)), id))) => {
            rows = rows.filter(cases::next_due_on.ge(day).and(cases::next_due_on.gt(day).or(cases::id.gt(id))));
        }
        // All dated cases come before the first undated one.
        (Part::Dated, Some(Position::Due(DueKey(_, None), _))) => return Ok(Vec::new()),
        (Part::Undated, Some(Position::Due(DueKey(_, None), id))) => rows = rows.filter(cases::id.gt(id)),
        _ => {}
    }
    Ok(rows.load(reading.conn)?)
}
