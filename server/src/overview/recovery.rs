//! How people are, domain by domain: never a sum.

use diesel::{dsl::count_star, prelude::*};
use yaninda_shared::{
    outcomes::{OutcomeDomain, Score},
    overview::{Direction, DomainChange, FigureLine},
};

use super::lines::{Ask, Told, told};
use crate::{
    access::{InOffice, Reading},
    db::schema::{cases, outcome_standings},
    problem::{ApiError, ApiResult},
};

/// Of every case that was rated at least twice: where it began, where it stands, and which way it went.
pub(super) fn by_domain(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<DomainChange>> {
    // In the order of the index, which holds all of it.
    let rows: Vec<(OutcomeDomain, i32, i32, i64)> = outcome_standings::table
        .filter(outcome_standings::office_id.eq(reading.caller.office))
        .filter(outcome_standings::ratings.gt(1))
        .group_by((outcome_standings::domain, outcome_standings::first_score, outcome_standings::latest_score))
        .select((
            outcome_standings::domain,
            outcome_standings::first_score,
            outcome_standings::latest_score,
            count_star(),
        ))
        .load(reading.conn)?;
    let counted = OutcomeDomain::ALL.iter().copied().filter(|domain| domain.is_counted());
    let mut all: Vec<DomainChange> = counted.map(DomainChange::none).collect();
    for (domain, first, latest, count) in rows {
        let Some(change) = all.iter_mut().find(|one| one.domain == domain) else { continue };
        match latest.cmp(&first) {
            std::cmp::Ordering::Greater => change.up += count,
            std::cmp::Ordering::Equal => change.same += count,
            std::cmp::Ordering::Less => change.down += count,
        }
        for (steps, step) in [(&mut change.first, first), (&mut change.latest, latest)] {
            let at = usize::try_from(step - 1).ok();
            if let Some(cell) = at.and_then(|at| steps.get_mut(at)) {
                *cell += count;
            }
        }
    }
    Ok(all)
}

/// The cases of one domain, those that stand lowest first; all of them, or those that went one way.
pub(super) fn of_domain(
    reading: &mut Reading<'_, InOffice>,
    domain: OutcomeDomain,
    direction: Option<Direction>,
    ask: Ask,
) -> ApiResult<Told> {
    let mut rows = outcome_standings::table
        .inner_join(cases::table.on(cases::id.eq(outcome_standings::case_id)))
        .filter(outcome_standings::office_id.eq(reading.caller.office))
        .filter(outcome_standings::domain.eq(domain))
        .filter(outcome_standings::ratings.gt(1))
        .into_boxed();
    rows = match direction {
        None => rows,
        Some(Direction::Up) => rows.filter(outcome_standings::latest_score.gt(outcome_standings::first_score)),
        Some(Direction::Same) => rows.filter(outcome_standings::latest_score.eq(outcome_standings::first_score)),
        Some(Direction::Down) => rows.filter(outcome_standings::latest_score.lt(outcome_standings::first_score)),
    };
    let step = |step: i32| Score::new(step.into()).map_err(ApiError::internal);
    told!(
        reading,
        ask,
        rows,
        outcome_standings::case_id,
        outcome_standings::latest_score.nullable() => i32,
        outcome_standings::first_score => i32,
        |about: FigureLine, _, latest, first| {
            Ok::<_, ApiError>(FigureLine { steps: Some((step(first)?, step(latest)?)), ..about })
        }
    )
}
