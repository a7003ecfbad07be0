//! Setting a goal, or changing it.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, GoalId, OfficeId, ServiceId},
    plans::{GoalDraft, GoalRecord},
    record::{Former, RecordKind},
    values::ValueError,
};

use super::{
    read::MOST,
    row::{GoalRow, place, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    cases,
    db::schema::{goals, services},
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    records::expect_room,
    timeline::entry::{expect_correctable, first_day},
};

/// Sets a goal, or changes it; the former version is kept. A case has 200 at most. Errors: 409 to change a withdrawn one, and in a closed case; 422
/// on `due_on` and `steps[n].due_on` for what is due before the goal starts.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("goal" = GoalId, Path), WriteHeaders),
    request_body = GoalDraft,
    responses((status = 201, body = GoalRecord), (status = 200, body = GoalRecord), Problems))]
#[put("/cases/{case}/goals/{goal}")]
pub async fn put(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, GoalId)>,
    payload: Payload<GoalDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    access.write(payload.digest, move |writing| put_goal(writing, id, &draft), show).await
}

fn put_goal(writing: &mut Writing<'_, Case>, id: GoalId, draft: &GoalDraft) -> ApiResult<Written> {
    let existing: Option<GoalRow> = goals::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|goal| goal.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|goal| goal.version))?;
    let key = writing.case_key()?;
    let stood_on = existing.as_ref().map(|goal| goal.open(&key)).transpose()?.map(|goal| goal.draft.starts_on);
    draft.validate(first_day(writing, stood_on), writing.today()).map_err(ApiError::Invalid)?;
    expect_services(writing, &draft.services)?;
    let sealed = key.seal(writing.core.keys.random(), place(id), draft)?;
    let written = match existing {
        None => {
            expect_correctable(writing, false)?;
            let there = goals::table
                .filter(goals::office_id.eq(writing.caller.office))
                .filter(goals::case_id.eq(writing.case()))
                .count()
                .get_result(writing.conn)?;
            expect_room(there, MOST)?;
            diesel::insert_into(goals::table)
                .values((
                    goals::id.eq(id),
                    goals::office_id.eq(writing.caller.office),
                    goals::case_id.eq(writing.case()),
                    goals::version.eq(1),
                    goals::created_at.eq(writing.now),
                    goals::created_by.eq(writing.caller.user),
                    goals::updated_at.eq(writing.now),
                    goals::updated_by.eq(writing.caller.user),
                    goals::state.eq(draft.state),
                    goals::next_due_on.eq(draft.next_due_on()),
                    goals::withdrawn.eq(false),
                    goals::sealed.eq(sealed),
                ))
                .execute(writing.conn)?;
            Written::created(id.raw())
        }
        Some(row) => {
            expect_correctable(writing, row.withdrawn)?;
            history::keep(writing, RecordKind::Goal, id.raw(), row.version, &Former::corrected(row.open(&key)?))?;
            diesel::update(goals::table.find(id))
                .set((
                    goals::version.eq(row.version + 1),
                    goals::updated_at.eq(writing.now),
                    goals::updated_by.eq(writing.caller.user),
                    goals::state.eq(draft.state),
                    goals::next_due_on.eq(draft.next_due_on()),
                    goals::sealed.eq(sealed),
                ))
                .execute(writing.conn)?;
            Written::changed(id.raw(), row.version + 1)
        }
    };
    let action = if written.version == 1 { AuditAction::Created } else { AuditAction::Changed };
    let case = Some(writing.case());
    writing.touch(RecordKind::Goal, id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Goal, case, id.raw()).fields(["goal"]));
    cases::touch_activity(writing, None, false)?;
    Ok(written)
}

/// Services that serve a goal are of the same case, each named once. Errors: 422 on `services[n]`.
fn expect_services(writing: &mut Writing<'_, Case>, named: &[ServiceId]) -> ApiResult<()> {
    let here = (writing.caller.office, writing.case());
    let rows: Vec<(ServiceId, OfficeId, CaseId)> = services::table
        .filter(services::id.eq_any(named))
        .select((services::id, services::office_id, services::case_id))
        .load(writing.conn)?;
    for (at, service) in named.iter().enumerate() {
        let of_case = rows.iter().any(|(id, office, case)| id == service && (*office, *case) == here);
        let again = named.iter().take(at).any(|before| before == service);
        if !of_case || again {
            let why = if again { ValueError::Taken } else { ValueError::UnknownValue };
            return Err(ApiError::field(format!("services[{at}]"), why));
        }
    }
    Ok(())
}
