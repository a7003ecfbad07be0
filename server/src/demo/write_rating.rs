//! How life goes for the people of the demo: planned by paces, written as the API writes it.

use diesel::prelude::*;
use yaninda_shared::{
    cases::CaseStatus,
    documents::DocumentStatus,
    ids::AssessmentId,
    outcomes::{
        AssessmentDraft, Confidence, Facts, Method, Occasion, OutcomeDomain, Rating, Score, Standing, standings,
    },
    record::RecordKind,
    values::NaiveDate,
};

use super::{
    case::Planned,
    plan::{good, shift},
    scribe::{Page, Scribe},
};
use crate::{
    db::schema::{assessments, outcome_standings},
    outcomes::row::{Said, place},
    problem::ApiResult,
};

/// Days from the opening to the first one, and from one to the next.
const FIRST: i64 = 20;
const EVERY: i64 = 85;

/// Assessments from the opening to a last day: things get better at different paces, and sometimes worse for a while.
pub(super) fn rated(opened_on: NaiveDate, until: NaiveDate, salt: u32) -> ApiResult<Vec<AssessmentDraft>> {
    let days = std::iter::successors(Some(shift(opened_on, FIRST)), |day| Some(shift(*day, EVERY)));
    let days = days.take_while(|day| *day <= until).take(8);
    days.zip(0_u32..).map(|(day, time)| one(day, time, salt)).collect()
}

/// One of a single day.
pub(super) fn one(day: NaiveDate, time: u32, salt: u32) -> ApiResult<AssessmentDraft> {
    let counted = OutcomeDomain::ALL.iter().copied().filter(|domain| domain.is_counted());
    let ratings = counted.zip(0_u32..).map(|(domain, at)| rating(domain, time, salt.rotate_left(at * 2)));
    Ok(AssessmentDraft {
        occurred_on: day,
        occasion: if time == 0 { Occasion::Baseline } else { Occasion::Review },
        method: if salt.is_multiple_of(3) { Method::Observed } else { Method::Together },
        ratings: ratings.collect::<ApiResult<_>>()?,
        note: None,
    })
}

fn rating(domain: OutcomeDomain, time: u32, salt: u32) -> ApiResult<Rating> {
    let setback = u32::from(time == 2 && salt.is_multiple_of(5));
    let step = (1 + salt % 3 + time * (1 + salt % 2) / 2).saturating_sub(setback).clamp(1, 5);
    let own = (step + salt % 2).min(5);
    Ok(Rating {
        domain,
        score: Some(good(Score::new(i64::from(step)))?),
        unrated: None,
        own_score: (!salt.is_multiple_of(4)).then(|| good(Score::new(i64::from(own)))).transpose()?,
        own_unrated: None,
        confidence: Some(Confidence::Medium),
        evidence: None,
        help: None,
    })
}

/// What decides about the next assessment of a planned case.
pub(super) fn facts(plan: &Planned) -> Facts {
    let papers = plan.entries.iter().filter_map(|entry| entry.document.as_ref());
    let legal = papers.filter(|one| one.kind.is_legal_status() && one.status == DocumentStatus::Delivered);
    Facts {
        opened_on: plan.opened_on,
        rated_on: plan.assessments.iter().map(|one| one.occurred_on).max(),
        legal_change_on: legal.filter_map(|one| one.issued_on).max(),
        close_requested_on: None,
        closed_on: plan.closed.map(|(day, _)| day),
        close_reason: plan.closed.map(|(_, reason)| reason),
        not_for_us: plan.status == CaseStatus::NotAVictim,
    }
}

impl Scribe<'_> {
    /// Writes the assessments of a case, and where its domains stand.
    pub(super) fn ratings(&mut self, page: &Page, plan: &Planned) -> ApiResult<()> {
        for draft in &plan.assessments {
            let at = self.morning(draft.occurred_on);
            let id = AssessmentId::from_raw(self.id(at));
            diesel::insert_into(assessments::table)
                .values((
                    assessments::id.eq(id),
                    assessments::office_id.eq(self.office),
                    assessments::case_id.eq(page.case),
                    assessments::version.eq(1),
                    assessments::created_at.eq(at),
                    assessments::created_by.eq(page.author),
                    assessments::updated_at.eq(at),
                    assessments::updated_by.eq(page.author),
                    assessments::occurred_on.eq(draft.occurred_on),
                    assessments::withdrawn.eq(false),
                    assessments::sealed.eq(page.key.seal(self.keys.random(), place(id), &Said::from(draft))?),
                ))
                .execute(self.conn)?;
            self.record(RecordKind::Assessment, id.raw(), page.case, page.author)?;
        }
        for Standing { domain, first, latest, ratings } in standings(&plan.assessments) {
            diesel::insert_into(outcome_standings::table)
                .values((
                    outcome_standings::office_id.eq(self.office),
                    outcome_standings::case_id.eq(page.case),
                    outcome_standings::domain.eq(domain),
                    outcome_standings::first_score.eq(i32::from(first.get())),
                    outcome_standings::latest_score.eq(i32::from(latest.get())),
                    outcome_standings::ratings.eq(i32::try_from(ratings).unwrap_or(i32::MAX)),
                ))
                .execute(self.conn)?;
            self.rows += 1;
        }
        Ok(())
    }
}
