//! How life went, as it was known on a day: from the ratings of the days before it.
//!
//! Scores are sealed under the key of their case; what an office counts stands beside them as it is today
//! (`outcome_standings`). So only the assessments of those cases are opened of whom something was rated later.

use std::collections::{BTreeMap, BTreeSet};

use diesel::{dsl::count_star, prelude::*};
use yaninda_shared::{
    disclosure::Period,
    ids::{CaseId, OfficeId},
    outcomes::{AssessmentDraft, OutcomeDomain, Score, Standing, standings},
    reports::RatingChange,
    values::NaiveDate,
};

use crate::{
    access::Core,
    db::{
        AnyConnection,
        schema::{assessments, outcome_standings},
    },
    outcomes::row::AssessmentRow,
    problem::{ApiError, ApiResult},
};

/// Cases opened in one go.
const CHUNK: usize = 500;

/// First and latest score of a domain, and how often it was scored, with a count of cases.
type Counts = BTreeMap<(OutcomeDomain, i32, i32, i32), i64>;

/// From the first rating of each domain to the latest, by the end of a period; with how many people.
pub fn changes_by(
    conn: &mut AnyConnection,
    core: &Core,
    office: OfficeId,
    period: Period,
) -> ApiResult<Vec<(OutcomeDomain, RatingChange, u64)>> {
    let (_, after) = period.days();
    let later = rated_between(conn, office, after, None)?;
    let mut counts = Counts::new();
    for (key, many) in as_today(conn, office)? {
        *counts.entry(key).or_default() += many;
    }
    for chunk in later.chunks(CHUNK) {
        for (key, many) in of_cases_today(conn, office, chunk)? {
            *counts.entry(key).or_default() -= many;
        }
    }
    each_case(conn, core, office, &later, after, |_, drafts| {
        for Standing { domain, first, latest, ratings } in standings(drafts) {
            let key = (domain, first.get().into(), latest.get().into(), i32::try_from(ratings).unwrap_or(i32::MAX));
            *counts.entry(key).or_default() += 1;
        }
    })?;
    let score = |score: i32| Score::new(score.into()).map_err(ApiError::internal);
    let mut changes = Vec::new();
    for ((domain, first, latest, ratings), many) in counts {
        let ratings = u32::try_from(ratings).unwrap_or(0);
        let standing = Standing { domain, first: score(first)?, latest: score(latest)?, ratings };
        if domain.is_counted() && many > 0 {
            changes.push((domain, RatingChange::from(&standing), u64::try_from(many).unwrap_or(0)));
        }
    }
    Ok(changes)
}

/// Who was rated in a month, in each domain once: from their first rating to the latest of that month.
pub fn ratings_in(
    conn: &mut AnyConnection,
    core: &Core,
    office: OfficeId,
    month: Period,
) -> ApiResult<Vec<(CaseId, OutcomeDomain, RatingChange)>> {
    let (first, after) = month.days();
    let cases = rated_between(conn, office, first, Some(after))?;
    let mut rated = Vec::new();
    each_case(conn, core, office, &cases, after, |case, drafts| {
        let inside = |domain: OutcomeDomain| {
            drafts.iter().any(|draft| draft.occurred_on >= first && draft.score(domain).is_some())
        };
        for standing in standings(drafts).iter().filter(|one| one.domain.is_counted() && inside(one.domain)) {
            rated.push((case, standing.domain, RatingChange::from(standing)));
        }
    })?;
    Ok(rated)
}

/// Cases with an assessment from a day on, and before another; whether it stands is seen when it is opened. From the
/// index alone.
fn rated_between(
    conn: &mut AnyConnection,
    office: OfficeId,
    first: NaiveDate,
    after: Option<NaiveDate>,
) -> ApiResult<Vec<CaseId>> {
    let since = assessments::table
        .filter(assessments::office_id.eq(office))
        .filter(assessments::occurred_on.ge(first))
        .select(assessments::case_id);
    let all: Vec<CaseId> = match after {
        Some(after) => since.filter(assessments::occurred_on.lt(after)).load(conn)?,
        None => since.load(conn)?,
    };
    Ok(all.into_iter().collect::<BTreeSet<_>>().into_iter().collect())
}

type Row = (OutcomeDomain, i32, i32, i32, i64);

/// Where everything stands today, by the columns of the index, in its order.
fn as_today(conn: &mut AnyConnection, office: OfficeId) -> ApiResult<Counts> {
    let rows: Vec<Row> = outcome_standings::table
        .filter(outcome_standings::office_id.eq(office))
        .group_by((
            outcome_standings::domain,
            outcome_standings::first_score,
            outcome_standings::latest_score,
            outcome_standings::ratings,
        ))
        .select((
            outcome_standings::domain,
            outcome_standings::first_score,
            outcome_standings::latest_score,
            outcome_standings::ratings,
            count_star(),
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(domain, first, latest, ratings, many)| ((domain, first, latest, ratings), many))
        .collect())
}

fn of_cases_today(conn: &mut AnyConnection, office: OfficeId, cases: &[CaseId]) -> ApiResult<Counts> {
    let rows: Vec<(OutcomeDomain, i32, i32, i32)> = outcome_standings::table
        .filter(outcome_standings::office_id.eq(office))
        .filter(outcome_standings::case_id.eq_any(cases))
        .select((
            outcome_standings::domain,
            outcome_standings::first_score,
            outcome_standings::latest_score,
            outcome_standings::ratings,
        ))
        .load(conn)?;
    let mut counts = Counts::new();
    for key in rows {
        *counts.entry(key).or_default() += 1;
    }
    Ok(counts)
}

/// Opens the assessments of these cases that stand and tell of a day before `before`, oldest first. What was erased
/// cannot be opened and is passed over.
fn each_case(
    conn: &mut AnyConnection,
    core: &Core,
    office: OfficeId,
    cases: &[CaseId],
    before: NaiveDate,
    mut see: impl FnMut(CaseId, &[AssessmentDraft]),
) -> ApiResult<()> {
    for chunk in cases.chunks(CHUNK) {
        let keys = core.keys.cases(conn, office, chunk)?;
        let rows: Vec<AssessmentRow> = assessments::table
            .filter(assessments::office_id.eq(office))
            .filter(assessments::case_id.eq_any(chunk))
            .filter(assessments::occurred_on.lt(before))
            .filter(assessments::withdrawn.eq(false))
            .order((assessments::occurred_on, assessments::created_at, assessments::id))
            .load(conn)?;
        let mut drafts: BTreeMap<CaseId, Vec<AssessmentDraft>> = BTreeMap::new();
        for row in rows {
            if let Some(key) = keys.get(&row.case_id) {
                drafts.entry(row.case_id).or_default().push(row.draft(key)?);
            }
        }
        drafts.iter().for_each(|(case, drafts)| see(*case, drafts));
    }
    Ok(())
}
