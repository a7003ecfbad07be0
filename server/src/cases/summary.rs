//! Rows of lists of cases: what is clear, and of the profile nationalities and languages.

use std::collections::HashMap;

use diesel::prelude::*;
use yaninda_shared::{
    cases::{CaseStatus, CaseSummary, Profile, Risk},
    catalogue::Category,
    ids::{CaseId, OfficeId, UserId},
    values::{NaiveDate, Stamp},
};

use super::{
    activity::still_to_do,
    row::{code_name, profile_place},
};
use crate::{
    access::Reading,
    db::{
        each,
        schema::{cases, services},
    },
    problem::ApiResult,
};

/// The columns of a summary.
#[derive(Clone, Debug, Queryable)]
pub struct SummaryRow {
    pub id: CaseId,
    pub office_id: OfficeId,
    pub version: i64,
    pub updated_at: Stamp,
    pub number: String,
    pub code_name: String,
    pub status: CaseStatus,
    pub risk: Risk,
    pub worker_id: Option<UserId>,
    pub opened_on: NaiveDate,
    pub close_requested_by: Option<UserId>,
    pub last_contact_on: Option<NaiveDate>,
    pub next_due_on: Option<NaiveDate>,
    pub profile: Vec<u8>,
}

type Columns = (
    cases::id,
    cases::office_id,
    cases::version,
    cases::updated_at,
    cases::number,
    cases::code_name,
    cases::status,
    cases::risk,
    cases::worker_id,
    cases::opened_on,
    cases::close_requested_by,
    cases::last_contact_on,
    cases::next_due_on,
    cases::profile,
);

/// What to select for a [`SummaryRow`].
pub const COLUMNS: Columns = (
    cases::id,
    cases::office_id,
    cases::version,
    cases::updated_at,
    cases::number,
    cases::code_name,
    cases::status,
    cases::risk,
    cases::worker_id,
    cases::opened_on,
    cases::close_requested_by,
    cases::last_contact_on,
    cases::next_due_on,
    cases::profile,
);

/// A row with its profile opened.
pub type Opened = (SummaryRow, Profile);

/// Opens the profiles of rows; cases whose key is gone (erased) are left out.
pub fn open<R>(reading: &mut Reading<'_, R>, rows: Vec<SummaryRow>) -> ApiResult<Vec<Opened>> {
    let ids: Vec<CaseId> = rows.iter().map(|row| row.id).collect();
    let keys = reading.core.keys.cases(reading.conn, reading.caller.office, &ids)?;
    let mut opened = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(key) = keys.get(&row.id) {
            let profile = key.open(profile_place(row.id), &row.profile)?;
            opened.push((row, profile));
        }
    }
    Ok(opened)
}

/// Summaries of opened rows, with the needs of all of them read at once.
pub fn show<R>(reading: &mut Reading<'_, R>, opened: Vec<Opened>) -> ApiResult<Vec<CaseSummary>> {
    let ids: Vec<CaseId> = opened.iter().map(|(row, _)| row.id).collect();
    let mut needs = needs(reading, &ids)?;
    opened
        .into_iter()
        .map(|(row, profile)| {
            Ok(CaseSummary {
                id: row.id,
                version: row.version,
                code_name: code_name(&row.code_name)?,
                number: row.number,
                status: row.status,
                risk: row.risk,
                worker: row.worker_id,
                opened_on: row.opened_on,
                last_contact_on: row.last_contact_on,
                next_due_on: row.next_due_on,
                nationalities: profile.nationalities,
                languages: profile.languages,
                needs: needs.remove(&row.id).unwrap_or_default(),
                close_requested: row.close_requested_by.is_some(),
                updated_at: row.updated_at,
            })
        })
        .collect()
}

fn needs<R>(reading: &mut Reading<'_, R>, ids: &[CaseId]) -> ApiResult<HashMap<CaseId, Vec<Category>>> {
    let of_cases = services::table
        .filter(services::office_id.eq(reading.caller.office))
        .filter(services::case_id.eq_any(ids))
        .filter(still_to_do())
        .select((services::case_id, services::category));
    let rows: Vec<(CaseId, Category)> = each!(&mut *reading.conn, |c| of_cases.load(c))?;
    let mut needs: HashMap<CaseId, Vec<Category>> = HashMap::new();
    for (case, category) in rows {
        needs.entry(case).or_default().push(category);
    }
    for categories in needs.values_mut() {
        categories.sort_unstable();
        categories.dedup();
    }
    Ok(needs)
}
