//! When the next assessment of a case is due, kept beside the case so that Today finds it by an index.

use diesel::prelude::*;
use yaninda_shared::{
    cases::CaseStatus,
    documents::{DocumentKind, DocumentStatus},
    outcomes::Facts,
    values::NaiveDate,
};

use crate::{
    access::{OfCase, Writing},
    cases::CaseRow,
    db::schema::{cases, documents},
    problem::ApiResult,
};

/// A paper that is held or was lost changes how the person may stay; one that is on its way does not yet.
const CHANGES: [DocumentStatus; 5] = [
    DocumentStatus::Delivered,
    DocumentStatus::Expired,
    DocumentStatus::Cancelled,
    DocumentStatus::Refused,
    DocumentStatus::UnderAppeal,
];

/// What of a case decides about its next assessment.
#[must_use]
pub fn facts(row: &CaseRow) -> Facts {
    Facts {
        opened_on: row.opened_on,
        rated_on: row.rated_on,
        legal_change_on: row.legal_change_on,
        close_requested_on: row.close_requested_on,
        closed_on: row.closed_on,
        close_reason: row.close_reason,
        not_for_us: row.status == CaseStatus::NotAVictim,
    }
}

/// Works the schedule of the case out anew. Whatever it depends on calls this after its own change: assessments, papers,
/// the steps of the case, its profile. The case itself is put into the feed by whoever calls.
///
/// Of an open case `assess_on` is the day. Of a closed one it is the first that nobody answered, which is given up some
/// day for the next one; so Today also looks for those that lie months back.
pub fn reschedule<R: OfCase>(writing: &mut Writing<'_, R>) -> ApiResult<()> {
    let (office, case, today) = (writing.caller.office, writing.case(), writing.today());
    let row: CaseRow = cases::table.find(case).get_result(writing.conn)?;
    let status: Vec<DocumentKind> = DocumentKind::ALL.iter().copied().filter(|kind| kind.is_legal_status()).collect();
    // The latest is found here: asked for it, SQLite would walk the days of the whole office.
    let papers: Vec<Option<NaiveDate>> = documents::table
        .filter(documents::office_id.eq(office))
        .filter(documents::case_id.eq(case))
        .filter(documents::withdrawn.eq(false))
        .filter(documents::status.eq_any(CHANGES))
        .filter(documents::kind.eq_any(status))
        .select(documents::status_on)
        .load(writing.conn)?;
    let legal_change_on = papers.into_iter().flatten().chain(row.protection_changed_on).max();
    let due = Facts { legal_change_on, ..facts(&row) }.due(today);
    diesel::update(cases::table.find(case))
        .set((cases::legal_change_on.eq(legal_change_on), cases::assess_on.eq(due.map(|due| due.on))))
        .execute(writing.conn)?;
    Ok(())
}
