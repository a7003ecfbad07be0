//! Recording an assessment, or correcting one.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{AssessmentId, CaseId},
    outcomes::{AssessmentDraft, AssessmentRecord},
    record::{Former, RecordKind},
};

use super::{
    row::{AssessmentRow, Said, place, show},
    standings::settle,
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::assessments,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::entry::{expect_correctable_since, first_day},
};

/// Records an assessment, or corrects it; the former version is kept. In a closed case too: after-care is rated there.
/// Errors: 409 to correct a withdrawn one or one that stood when the case was closed; 422 on `ratings[n].score` for what is not on the scale.
#[utoipa::path(tag = "outcomes", params(("case" = CaseId, Path), ("assessment" = AssessmentId, Path), WriteHeaders),
    request_body = AssessmentDraft,
    responses((status = 201, body = AssessmentRecord), (status = 200, body = AssessmentRecord), Problems))]
#[put("/cases/{case}/assessments/{assessment}")]
pub async fn put(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, AssessmentId)>,
    payload: Payload<AssessmentDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    access.write(payload.digest, move |writing| put_assessment(writing, id, &draft), show).await
}

fn put_assessment(writing: &mut Writing<'_, Case>, id: AssessmentId, draft: &AssessmentDraft) -> ApiResult<Written> {
    let existing: Option<AssessmentRow> = assessments::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|assessment| assessment.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|assessment| assessment.version))?;
    let stood_on = existing.as_ref().map(|assessment| assessment.occurred_on);
    draft.validate(first_day(writing, stood_on), writing.today()).map_err(ApiError::Invalid)?;
    let key = writing.case_key()?;
    let sealed = key.seal(writing.core.keys.random(), place(id), &Said::from(draft))?;
    let written = match existing {
        None => {
            diesel::insert_into(assessments::table)
                .values((
                    assessments::id.eq(id),
                    assessments::office_id.eq(writing.caller.office),
                    assessments::case_id.eq(writing.case()),
                    assessments::version.eq(1),
                    assessments::created_at.eq(writing.now),
                    assessments::created_by.eq(writing.caller.user),
                    assessments::updated_at.eq(writing.now),
                    assessments::updated_by.eq(writing.caller.user),
                    assessments::occurred_on.eq(draft.occurred_on),
                    assessments::withdrawn.eq(false),
                    assessments::sealed.eq(sealed),
                ))
                .execute(writing.conn)?;
            Written::created(id.raw())
        }
        Some(row) => {
            expect_correctable_since(writing, row.withdrawn, row.updated_at)?;
            history::keep(writing, RecordKind::Assessment, id.raw(), row.version, &Former::corrected(row.open(&key)?))?;
            diesel::update(assessments::table.find(id))
                .set((
                    assessments::version.eq(row.version + 1),
                    assessments::updated_at.eq(writing.now),
                    assessments::updated_by.eq(writing.caller.user),
                    assessments::occurred_on.eq(draft.occurred_on),
                    assessments::sealed.eq(sealed),
                ))
                .execute(writing.conn)?;
            Written::changed(id.raw(), row.version + 1)
        }
    };
    let action = if written.version == 1 { AuditAction::Created } else { AuditAction::Changed };
    let case = Some(writing.case());
    writing.touch(RecordKind::Assessment, id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Assessment, case, id.raw()).fields(["occurred_on", "ratings"]));
    settle(writing)?;
    Ok(written)
}
