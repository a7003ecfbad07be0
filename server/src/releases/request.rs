//! Asking that the figures of a period be published.

use actix_web::{Responder, http::StatusCode, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{RawId, ReleaseId},
    policy::{Action, Relation, allows},
    problem::Code,
    record::RecordKind,
    releases::{ReleaseDraft, ReleaseRecord, ReleaseScope, ReleaseState},
};

use super::{row, steps, stored};
use crate::{
    access::{Access, InOffice, Reading, ReleaseWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::releases,
    http::{Payload, Problems, WriteHeaders},
    offices,
    problem::{ApiError, ApiResult},
};

/// Has the figures of a period published, which takes up to a minute: the answer says that it is on its way, and
/// `GET /releases/{release}` how far it is. What is missing of its parts (months, offices) is published first. Errors: 403
/// for all offices together where only one's own is open, 409 if it was published before, 422 if the period is not over.
#[utoipa::path(tag = "releases", params(("release" = ReleaseId, Path), WriteHeaders), request_body = ReleaseDraft,
    responses((status = 202, body = ReleaseRecord), Problems))]
#[put("/releases/{release}")]
pub async fn request(
    access: Access<ReleaseWrite, InOffice>,
    path: web::Path<ReleaseId>,
    payload: Payload<ReleaseDraft>,
) -> ApiResult<impl Responder> {
    let (id, draft) = (path.into_inner(), payload.value);
    let publisher = access.core().publisher.clone();
    let answer = access.write(payload.digest, move |writing| ask(writing, id, draft), show).await?;
    publisher.wake();
    Ok(answer)
}

fn show(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<ReleaseRecord> {
    row::find(reading, id)?.show()
}

fn ask(writing: &mut Writing<'_, InOffice>, id: ReleaseId, draft: ReleaseDraft) -> ApiResult<Written> {
    let (office, core) = (writing.caller.office, writing.core);
    let everywhere = allows(writing.caller.role, Action::ReleaseEverywhere, Relation::Office);
    if draft.scope == ReleaseScope::All && !everywhere {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    draft.validate(writing.today()).map_err(ApiError::Invalid)?;
    let there = row::by_id(writing.conn, id)?;
    if there.as_ref().is_some_and(|there| !there.is_seen_by(&writing.caller)) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), there.as_ref().map(|there| there.version))?;
    if there.is_some() {
        // It is asked for once and never changed.
        return Err(ApiError::Refused(Code::Conflict));
    }
    let all = offices::ids(writing.conn)?;
    let definition = stored::definition(writing.conn, draft.period.in_year())?;
    let steps = steps::of(draft.scope, office, draft.period, &all).len();
    diesel::insert_into(releases::table)
        .values((
            releases::id.eq(id),
            releases::office_id.eq(office),
            releases::version.eq(1),
            releases::created_at.eq(writing.now),
            releases::created_by.eq(writing.caller.user),
            releases::updated_at.eq(writing.now),
            releases::updated_by.eq(writing.caller.user),
            releases::scope.eq(draft.scope),
            releases::period.eq(draft.period.to_string()),
            releases::definition.eq(definition),
            releases::threshold.eq(i32::try_from(core.settings.threshold.get()).unwrap_or(i32::MAX)),
            releases::state.eq(ReleaseState::Waiting),
            releases::done.eq(0),
            releases::steps.eq(i32::try_from(steps).unwrap_or(i32::MAX)),
        ))
        // A release of this period that is not refused, of this office or of all: 409.
        .execute(writing.conn)?;
    writing.touch(RecordKind::Release, id.raw(), None)?;
    let entry = AuditDraft::one(AuditAction::Created, RecordKind::Release, None, id.raw());
    writing.audit(entry.fields([draft.scope.as_str().to_owned(), draft.period.to_string()]));
    Ok(Written { status: StatusCode::ACCEPTED, id: id.raw(), version: 1 })
}
