//! What was answered with the link, counted. A row is an answer: of nobody, and of a day.

use std::collections::HashMap;

use diesel::{dsl::count_star, prelude::*};
use yaninda_shared::{
    ids::{FeedbackId, OfficeId, RawId, WorkshopId},
    values::NaiveDate,
    workshops::{Answered, Choices, Effective, FeedbackPhase, Question, QuestionResult, Results},
};

use super::row::WorkshopRow;
use crate::{
    db::{AnyConnection, schema::workshop_answers},
    problem::ApiResult,
};

/// Equal answers: when, the step, the choices, and how many there are.
type Line = (FeedbackPhase, Option<i32>, String, i64);

/// What was answered in each of these workshops.
pub(super) fn lines(
    conn: &mut AnyConnection,
    office: OfficeId,
    ids: &[WorkshopId],
) -> ApiResult<HashMap<WorkshopId, Vec<Line>>> {
    let equal = (
        workshop_answers::workshop_id,
        workshop_answers::phase,
        workshop_answers::effective,
        workshop_answers::choices,
    );
    // In the order of the index, so that equal answers come as one line.
    let rows: Vec<(WorkshopId, FeedbackPhase, Option<i32>, String, i64)> = workshop_answers::table
        .filter(workshop_answers::office_id.eq(office))
        .filter(workshop_answers::workshop_id.eq_any(ids))
        .group_by(equal)
        .select((
            workshop_answers::workshop_id,
            workshop_answers::phase,
            workshop_answers::effective,
            workshop_answers::choices,
            count_star(),
        ))
        .load(conn)?;
    let mut lines: HashMap<WorkshopId, Vec<Line>> = HashMap::new();
    for (workshop, phase, step, choices, count) in rows {
        lines.entry(workshop).or_default().push((phase, step, choices, count));
    }
    Ok(lines)
}

/// What was answered, counted. While the form is open only how many did.
pub(super) fn results(lines: Vec<Line>, questions: &[Question], open: bool) -> Results {
    let mut results = Results { questions: vec![QuestionResult::default(); questions.len()], ..Results::default() };
    let mut effective = Effective::default();
    for (phase, step, choices, count) in lines {
        let (choices, count) = (Choices::read(&choices), u32::try_from(count).unwrap_or(u32::MAX));
        let before = phase == FeedbackPhase::Before;
        *(if before { &mut results.before } else { &mut results.after }) += count;
        (0..count).for_each(|_| effective.add(step.unwrap_or(0)));
        for (index, (question, result)) in questions.iter().zip(&mut results.questions).enumerate() {
            if choices.at(index) == Some(question.right) {
                *(if before { &mut result.before } else { &mut result.after }) += count;
            }
        }
    }
    if open {
        results.questions.clear();
    } else {
        results.effective = Some(effective);
    }
    results
}

/// Whether anything was answered: its questions are then as they are.
pub(super) fn any(conn: &mut AnyConnection, row: &WorkshopRow) -> ApiResult<bool> {
    Ok(count(conn, row.office_id, row.id, None)? > 0)
}

fn count(
    conn: &mut AnyConnection,
    office: OfficeId,
    workshop: WorkshopId,
    phase: Option<FeedbackPhase>,
) -> ApiResult<i64> {
    let mut all = workshop_answers::table
        .filter(workshop_answers::office_id.eq(office))
        .filter(workshop_answers::workshop_id.eq(workshop))
        .into_boxed();
    if let Some(phase) = phase {
        all = all.filter(workshop_answers::phase.eq(phase));
    }
    Ok(all.count().get_result(conn)?)
}

/// Stores an answer, once for each opened form. False if there are too many already. The office's lock is held.
pub(crate) fn keep(
    conn: &mut AnyConnection,
    (office, workshop, phase): (OfficeId, WorkshopId, FeedbackPhase),
    (form, day): (RawId, NaiveDate),
    answered: &Answered,
    most: u32,
) -> ApiResult<bool> {
    let id = FeedbackId::from_raw(form);
    let there: i64 = workshop_answers::table.filter(workshop_answers::id.eq(id)).count().get_result(conn)?;
    if there > 0 {
        return Ok(true);
    }
    if count(conn, office, workshop, Some(phase))? >= i64::from(most) {
        return Ok(false);
    }
    diesel::insert_into(workshop_answers::table)
        .values((
            workshop_answers::id.eq(id),
            workshop_answers::office_id.eq(office),
            workshop_answers::workshop_id.eq(workshop),
            workshop_answers::phase.eq(phase),
            workshop_answers::answered_on.eq(day),
            workshop_answers::effective.eq(answered.effective),
            workshop_answers::choices.eq(answered.choices.text()),
        ))
        .execute(conn)?;
    Ok(true)
}
