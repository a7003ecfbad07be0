//! Assessments that are due: of open cases, and of closed ones whose after-care is to be asked about.

use chrono::{Duration, Months};
use diesel::prelude::*;
use yaninda_shared::today::{DueItem, DueKind};

use super::cut::most;
use crate::{
    access::{InOffice, Reading, scope::Visible},
    cases::{CaseRow, row::code_name},
    db::schema::cases,
    outcomes::facts,
    problem::ApiResult,
};

/// An assessment shows so many days ahead.
const AHEAD_DAYS: i64 = 7;
/// So many days, and some for months of different lengths, the schedule waits for one of a closed case.
const LATE_DAYS: i64 = 95;
/// What was given up after closing is followed by another one so many months later.
const LATER: [u32; 3] = [0, 6, 12];

/// The soonest, as many as are shown.
pub(super) fn of_assessments(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<DueItem>> {
    let (today, office) = (reading.today(), reading.caller.office);
    let until = today + Duration::days(AHEAD_DAYS);
    let cases_that = |open: bool| {
        let rows = cases::table.filter(cases::open.eq(open)).order((cases::assess_on, cases::id)).into_boxed();
        let rows = rows.limit(most(DueKind::AssessmentDue).into());
        match visible {
            Visible::Office => rows.filter(cases::office_id.eq(office)),
            // Their ids come from grants of the caller's office.
            Visible::Only(ids) => rows.filter(cases::id.eq_any(ids)),
        }
    };
    let mut rows: Vec<CaseRow> = cases_that(true).filter(cases::assess_on.le(until)).load(reading.conn)?;
    for months in LATER.map(Months::new) {
        let from = (today - Duration::days(LATE_DAYS)).checked_sub_months(months);
        let Some((from, to)) = from.zip((until + Duration::days(3)).checked_sub_months(months)) else { continue };
        let closed = cases_that(false).filter(cases::assess_on.ge(from)).filter(cases::assess_on.le(to));
        rows.extend(closed.load::<CaseRow>(reading.conn)?);
    }
    let due = rows.into_iter().filter_map(|row| Some((facts(&row).due(today)?, row)));
    due.filter(|(due, _)| due.on <= until)
        .map(|(due, row)| {
            let name = code_name(&row.code_name)?;
            let about = DueItem::about(DueKind::AssessmentDue, due.on, row.id, name, row.number);
            Ok(DueItem { subject: Some(due.occasion.as_str().to_owned()), ..about })
        })
        .collect()
}
