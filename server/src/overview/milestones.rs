//! Milestones reached, month by month.

use chrono::{Datelike, Months};
use diesel::{dsl::count_star, prelude::*};
use yaninda_shared::{
    overview::MonthCount,
    record::RecordKind,
    values::{NaiveDate, ValueError},
};

use super::{
    lines::{Ask, Told, told},
    records::line,
};
use crate::{
    access::{InOffice, Reading},
    db::schema::{cases, milestones},
    problem::{ApiError, ApiResult},
};

/// So many months stand beside each other.
const MONTHS: u32 = 12;

/// The last twelve months, the present one last.
pub(super) fn by_month(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<MonthCount>> {
    let present = reading.today().with_day(1).ok_or_else(|| ApiError::internal("a month begins"))?;
    let back = |months: u32| present.checked_sub_months(Months::new(months));
    let mut months: Vec<MonthCount> =
        (0..MONTHS).rev().filter_map(back).map(|month| MonthCount { month, count: 0 }).collect();
    let first = months.first().map_or(present, |first| first.month);
    // By day, which is the order of the index.
    let days: Vec<(Option<NaiveDate>, i64)> = milestones::table
        .filter(milestones::office_id.eq(reading.caller.office))
        .filter(milestones::reached_on.is_not_null())
        .filter(milestones::reached_on.ge(first))
        .filter(milestones::withdrawn.eq(false))
        .group_by(milestones::reached_on)
        .select((milestones::reached_on, count_star()))
        .load(reading.conn)?;
    for (day, count) in days {
        let month = day.and_then(|day| day.with_day(1));
        if let Some(one) = months.iter_mut().find(|one| Some(one.month) == month) {
            one.count += count;
        }
    }
    Ok(months)
}

/// Those of one month.
pub(super) fn of_month(reading: &mut Reading<'_, InOffice>, month: NaiveDate, ask: Ask) -> ApiResult<Told> {
    let next = month.checked_add_months(Months::new(1)).filter(|_| month.day() == 1);
    let next = next.ok_or_else(|| ApiError::field("month", ValueError::ImpossibleDate))?;
    let rows = milestones::table
        .inner_join(cases::table.on(cases::id.eq(milestones::case_id)))
        .filter(milestones::office_id.eq(reading.caller.office))
        .filter(milestones::reached_on.is_not_null())
        .filter(milestones::reached_on.ge(month))
        .filter(milestones::reached_on.lt(next))
        .filter(milestones::withdrawn.eq(false))
        .into_boxed();
    told!(reading, ask, rows, milestones::id, milestones::reached_on => NaiveDate, milestones::kind => Option<String>, |about, id, on, kind| {
        Ok::<_, ApiError>(line(about, RecordKind::Milestone, id, on, kind))
    })
}
