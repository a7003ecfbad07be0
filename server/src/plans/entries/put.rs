//! Noting that the plan was agreed, reviewed or revised.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, GoalId, PlanId},
    plans::{AgreedGoal, GoalState, PlanDraft, PlanRecord, PlanStep},
    record::{Former, RecordKind},
    values::ValueError,
};

use super::{
    review::settle,
    row::{Agreed, PlanRow, place, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::{goals, plan_entries},
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::entry::{expect_correctable, first_day},
};

/// Notes that the plan was agreed, reviewed or revised, with the open goals as they are at that moment; or corrects the
/// note, which stays about the goals it was about. Errors: 422 on `goals` while the case has none, unless it is
/// a review; 409 to correct a withdrawn one, or in a closed case.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("plan" = PlanId, Path), WriteHeaders),
    request_body = PlanDraft,
    responses((status = 201, body = PlanRecord), (status = 200, body = PlanRecord), Problems))]
#[put("/cases/{case}/plans/{plan}")]
pub async fn put(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, PlanId)>,
    payload: Payload<PlanDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    access.write(payload.digest, move |writing| put_entry(writing, id, &draft), show).await
}

fn put_entry(writing: &mut Writing<'_, Case>, id: PlanId, draft: &PlanDraft) -> ApiResult<Written> {
    let existing: Option<PlanRow> = plan_entries::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|entry| entry.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|entry| entry.version))?;
    let stood_on = existing.as_ref().map(|entry| entry.occurred_on);
    draft.validate(first_day(writing, stood_on), writing.today()).map_err(ApiError::Invalid)?;
    let written = match existing {
        None => insert(writing, id, draft)?,
        Some(row) => correct(writing, &row, draft)?,
    };
    let action = if written.version == 1 { AuditAction::Created } else { AuditAction::Changed };
    let case = Some(writing.case());
    writing.touch(RecordKind::Plan, id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Plan, case, id.raw()).fields(["plan"]));
    settle(writing)?;
    Ok(written)
}

fn insert(writing: &mut Writing<'_, Case>, id: PlanId, draft: &PlanDraft) -> ApiResult<Written> {
    expect_correctable(writing, false)?;
    let goals = open_goals(writing)?;
    // A last review may find that nothing is left to do.
    if goals.is_empty() && draft.step != PlanStep::Reviewed {
        return Err(ApiError::field("goals", ValueError::Missing));
    }
    let key = writing.case_key()?;
    let agreed = Agreed { draft: draft.clone(), goals };
    let sealed = key.seal(writing.core.keys.random(), place(id), &agreed)?;
    diesel::insert_into(plan_entries::table)
        .values((
            plan_entries::id.eq(id),
            plan_entries::office_id.eq(writing.caller.office),
            plan_entries::case_id.eq(writing.case()),
            plan_entries::version.eq(1),
            plan_entries::created_at.eq(writing.now),
            plan_entries::created_by.eq(writing.caller.user),
            plan_entries::updated_at.eq(writing.now),
            plan_entries::updated_by.eq(writing.caller.user),
            plan_entries::occurred_on.eq(draft.occurred_on),
            plan_entries::withdrawn.eq(false),
            plan_entries::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    Ok(Written::created(id.raw()))
}

fn correct(writing: &mut Writing<'_, Case>, row: &PlanRow, draft: &PlanDraft) -> ApiResult<Written> {
    expect_correctable(writing, row.withdrawn)?;
    let (id, key) = (row.id, writing.case_key()?);
    let was = row.open(&key)?;
    let agreed = Agreed { draft: draft.clone(), goals: was.goals.clone() };
    let sealed = key.seal(writing.core.keys.random(), place(id), &agreed)?;
    history::keep(writing, RecordKind::Plan, id.raw(), row.version, &Former::corrected(was))?;
    diesel::update(plan_entries::table.find(id))
        .set((
            plan_entries::version.eq(row.version + 1),
            plan_entries::updated_at.eq(writing.now),
            plan_entries::updated_by.eq(writing.caller.user),
            plan_entries::occurred_on.eq(draft.occurred_on),
            plan_entries::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    Ok(Written::changed(id.raw(), row.version + 1))
}

/// The goals that the plan is about now, in the order they were set.
fn open_goals(writing: &mut Writing<'_, Case>) -> ApiResult<Vec<AgreedGoal>> {
    let rows: Vec<(GoalId, i64)> = goals::table
        .filter(goals::office_id.eq(writing.caller.office))
        .filter(goals::case_id.eq(writing.case()))
        .filter(goals::withdrawn.eq(false))
        .filter(goals::state.eq(GoalState::Open))
        .order(goals::id)
        .select((goals::id, goals::version))
        .load(writing.conn)?;
    Ok(rows.into_iter().map(|(goal, version)| AgreedGoal { goal, version }).collect())
}
