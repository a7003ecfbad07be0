//! Services whose details the caller may not read, and with them what hangs on them: comments and files.

use std::collections::HashSet;

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, RawId, ServiceId, UserId},
    policy::Action,
    services::Confidentiality,
};

use crate::{
    access::{Case, Reading},
    db::schema::services,
    problem::{ApiError, ApiResult},
};

/// Those of these cases, in which the caller has no right to restricted entries.
pub fn in_cases<R>(reading: &mut Reading<'_, R>, cases: &[CaseId]) -> ApiResult<HashSet<RawId>> {
    let mut hidden = HashSet::new();
    for chunk in cases.chunks(500) {
        let rows: Vec<(ServiceId, UserId, Confidentiality)> = services::table
            .filter(services::office_id.eq(reading.caller.office))
            .filter(services::case_id.eq_any(chunk))
            .filter(services::confidentiality.ne(Confidentiality::Team))
            .select((services::id, services::created_by, services::confidentiality))
            .load(reading.conn)?;
        let closed = rows.into_iter().filter(|(_, by, level)| !level.shows_details(*by == reading.caller.user, false));
        hidden.extend(closed.map(|(id, _, _)| id.raw()));
    }
    Ok(hidden)
}

/// Whether an entry is one whose details this member of staff, without a right to restricted entries, may not read.
pub fn from(reading: &mut Reading<'_, Case>, user: UserId, entry: RawId) -> ApiResult<bool> {
    let level: Option<(UserId, Confidentiality)> = services::table
        .filter(services::id.eq(ServiceId::from_raw(entry)))
        .filter(services::case_id.eq(reading.case()))
        .select((services::created_by, services::confidentiality))
        .get_result(reading.conn)
        .optional()?;
    Ok(level.is_some_and(|(by, level)| !level.shows_details(by == user, false)))
}

/// Those of this case.
pub fn here(reading: &mut Reading<'_, Case>) -> ApiResult<HashSet<RawId>> {
    let case = reading.case();
    if reading.may(Action::RestrictedRead) { Ok(HashSet::new()) } else { in_cases(reading, &[case]) }
}

/// What hangs on an entry is reached only by who may read the entry. Errors: 404.
pub fn expect_shown(reading: &mut Reading<'_, Case>, entry: RawId) -> ApiResult<()> {
    if here(reading)?.contains(&entry) { Err(ApiError::not_found()) } else { Ok(()) }
}
