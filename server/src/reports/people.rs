//! People assisted in some months, by sex and age group, each counted once.

use std::collections::{BTreeMap, HashSet};

use actix_web::{Responder, get};
use chrono::Datelike;
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{
    cases::{Profile, Sex},
    ids::{CaseId, OfficeId},
    reports::{AgeGroup, PeopleCount, PeopleReport},
    services::ServiceStatus,
    values::{NaiveDate, ValueError},
};

use super::month::Month;
use crate::{
    access::{Access, Answer, Disclosed, InOffice, Reading, ReportRead},
    audit::AuditDraft,
    cases::row::profile_place,
    db::schema::{cases, services},
    http::{Problems, Query},
    problem::{ApiError, ApiResult},
};

/// Most cases in one statement.
const CHUNK: usize = 1000;

/// `?from=2026-01&to=2026-12`.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MonthsQuery {
    #[param(pattern = r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    from: String,
    /// This month too.
    #[param(pattern = r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    to: String,
}

/// People of the office with a delivered service in these months, exactly.
#[utoipa::path(tag = "reports", params(MonthsQuery), responses((status = 200, body = PeopleReport), Problems))]
#[get("/reports/people")]
pub async fn people(access: Access<ReportRead, InOffice>, query: Query<MonthsQuery>) -> ApiResult<impl Responder> {
    let month = |field: &'static str, text: &str| {
        Month::parse(text).ok_or_else(|| ApiError::field(field, ValueError::ImpossibleDate))
    };
    let (from, to) = (month("from", &query.0.from)?, month("to", &query.0.to)?);
    if to < from {
        return Err(ApiError::field("to", ValueError::BeforeStart));
    }
    let report = access
        .read(move |reading| {
            let reached = reached(reading, from.first(), to.end())?;
            let counts = counts(reading, &reached)?;
            let total = counts.values().sum();
            let rows = counts.into_iter().map(|((sex, age), people)| PeopleCount { sex, age, people }).collect();
            let (from, to) = (from.to_string(), to.to_string());
            let entry = AuditDraft::reported("people").fields([&from, &to]);
            Ok(Disclosed::with(PeopleReport { from, to, rows, total }, entry))
        })
        .await?;
    Ok(Answer::read(0, report))
}

/// Who got something that was delivered.
fn reached(reading: &mut Reading<'_, InOffice>, from: NaiveDate, before: NaiveDate) -> ApiResult<Vec<CaseId>> {
    // Each service, from the index alone; made distinct here, where it needs no sorting.
    let all: Vec<CaseId> = services::table
        .filter(services::office_id.eq(reading.caller.office))
        .filter(services::occurred_on.ge(from))
        .filter(services::occurred_on.lt(before))
        .filter(services::status.eq(ServiceStatus::Delivered))
        .filter(services::withdrawn.eq(false))
        .select(services::case_id)
        .load(reading.conn)?;
    Ok(all.into_iter().collect::<HashSet<_>>().into_iter().collect())
}

/// Opens what is needed of each profile. Who was erased is counted, as somebody of whom nothing is known.
fn counts(reading: &mut Reading<'_, InOffice>, reached: &[CaseId]) -> ApiResult<BTreeMap<(Sex, AgeGroup), u32>> {
    let office = reading.caller.office;
    let mut counts = BTreeMap::new();
    for chunk in reached.chunks(CHUNK) {
        let keys = reading.core.keys.cases(reading.conn, office, chunk)?;
        // By id alone, the office checked here: SQLite would otherwise walk the office's index.
        let rows: Vec<(CaseId, OfficeId, NaiveDate, Vec<u8>)> = cases::table
            .filter(cases::id.eq_any(chunk))
            .select((cases::id, cases::office_id, cases::opened_on, cases::profile))
            .load(reading.conn)?;
        for (id, _, opened_on, sealed) in rows.into_iter().filter(|(_, at, _, _)| *at == office) {
            let profile: Option<Profile> = keys.get(&id).map(|key| key.open(profile_place(id), &sealed)).transpose()?;
            let profile = profile.unwrap_or_default();
            let sex = profile.sex.unwrap_or(Sex::Unknown);
            *counts.entry((sex, AgeGroup::of(profile.birth_year, opened_on.year()))).or_insert(0) += 1;
        }
    }
    Ok(counts)
}
