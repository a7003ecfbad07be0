//! Recording a referral, and correcting it.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, ReferralId, UnitId},
    policy::{Action, allows},
    problem::Code,
    record::{Former, RecordKind},
    referrals::{ReferralDraft, ReferralRecord},
    values::ValueError,
};

use super::{
    rewrite::rewrite,
    row::{Said, file, place, show},
    units,
};
use crate::{
    access::{Access, Case, ReferralSlot, ReferralWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::referrals,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Records a referral, or corrects it; the former version is kept. Errors: 409 if it is withdrawn; 422 on `unit` if it is
/// none that the office has of this authority, on `case` if the caller may not read it.
#[utoipa::path(tag = "referrals", params(("referral" = ReferralId, Path), WriteHeaders), request_body = ReferralDraft,
    responses((status = 201, body = ReferralRecord), (status = 200, body = ReferralRecord), Problems))]
#[put("/referrals/{referral}")]
pub async fn put(
    access: Access<ReferralWrite, ReferralSlot>,
    path: web::Path<ReferralId>,
    payload: Payload<ReferralDraft>,
) -> ApiResult<impl Responder> {
    let (id, draft) = (path.into_inner(), payload.value);
    access.write(payload.digest, move |writing| put_referral(writing, id, &draft), show).await
}

fn put_referral(writing: &mut Writing<'_, ReferralSlot>, id: ReferralId, draft: &ReferralDraft) -> ApiResult<Written> {
    let existing = writing.resource.row.clone();
    writing.expect(id.raw(), existing.as_ref().map(|row| row.version))?;
    draft.validate(writing.today()).map_err(ApiError::Invalid)?;
    let (unit, case) = existing.as_ref().map_or((None, None), |row| (row.unit_id, row.case_id));
    if let Some(wanted) = draft.unit {
        expect_unit(writing, wanted, unit, draft)?;
    }
    if let Some(wanted) = draft.case.filter(|wanted| Some(*wanted) != case) {
        expect_readable(writing, wanted)?;
    }
    match existing {
        None => record(writing, id, draft),
        Some(row) => {
            if row.withdrawn {
                return Err(ApiError::Refused(Code::Conflict));
            }
            let key = writing.case_key()?;
            let was = Former::corrected(row.open(&key)?);
            rewrite(writing, &key, &row, draft, &was, false)
        }
    }
}

fn record(writing: &mut Writing<'_, ReferralSlot>, id: ReferralId, draft: &ReferralDraft) -> ApiResult<Written> {
    let (core, office, now) = (writing.core, writing.caller.office, writing.now);
    let key = core.keys.make_case_key(writing.conn, office, file(id), now)?;
    let sealed = key.seal(core.keys.random(), place(id), &Said::by(draft))?;
    diesel::insert_into(referrals::table)
        .values((
            referrals::id.eq(id),
            referrals::office_id.eq(office),
            referrals::version.eq(1),
            referrals::created_at.eq(writing.now),
            referrals::created_by.eq(writing.caller.user),
            referrals::updated_at.eq(writing.now),
            referrals::updated_by.eq(writing.caller.user),
            referrals::source.eq(draft.source),
            referrals::unit_id.eq(draft.unit),
            referrals::received_on.eq(draft.received_on),
            referrals::outcome.eq(draft.outcome),
            referrals::outcome_on.eq(draft.outcome_on),
            referrals::case_id.eq(draft.case),
            referrals::withdrawn.eq(false),
            referrals::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    writing.touch(RecordKind::Referral, id.raw(), None)?;
    let entry = AuditDraft::one(AuditAction::Created, RecordKind::Referral, draft.case, id.raw());
    writing.audit(entry.fields(["referral"]));
    Ok(Written::created(id.raw()))
}

/// A unit that is offered, or that stands there already, and belongs to the authority. Errors: 422 on `unit`.
fn expect_unit(
    writing: &mut Writing<'_, ReferralSlot>,
    wanted: UnitId,
    present: Option<UnitId>,
    draft: &ReferralDraft,
) -> ApiResult<()> {
    let found = match units::find(writing, wanted) {
        Err(ApiError::Refused(Code::NotFound)) => None,
        found => found?,
    };
    let fits = found.is_some_and(|unit| unit.source == draft.source && (!unit.retired || present == Some(wanted)));
    if fits { Ok(()) } else { Err(ApiError::field("unit", ValueError::UnknownValue)) }
}

/// Errors: 422 on `case`, the same for one that is not there and one that the caller may not read.
fn expect_readable(writing: &mut Writing<'_, ReferralSlot>, wanted: CaseId) -> ApiResult<()> {
    let caller = writing.caller;
    let case = match Case::again(writing.conn, &caller, wanted) {
        Err(ApiError::Refused(Code::NotFound)) => None,
        found => Some(found?),
    };
    let readable = case.is_some_and(|case| allows(caller.role, Action::CaseRead, case.relation));
    if readable { Ok(()) } else { Err(ApiError::field("case", ValueError::UnknownValue)) }
}
