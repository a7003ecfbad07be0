//! Changing the settings of one's own office.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{OfficeId, RawId},
    offices::{OfficeDraft, OfficeRecord},
    record::RecordKind,
    values::{Country, NeutralPhrase},
};

use super::row::OfficeRow;
use crate::{
    access::{Access, InOffice, OfficeWrite, Reading, Writing, Written},
    appointments::neutral::expect_neutral_office,
    approvals::limits,
    audit::AuditDraft,
    clocks::schedule::reschedule_office,
    db::schema::offices,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Changes the caller's own office. Offices are made on the command line. Errors: 422 on `mail_sender` and `mail_subject`,
/// which go into every mail, if they name the office or somebody in it.
#[utoipa::path(tag = "offices", params(("office" = OfficeId, Path), WriteHeaders), request_body = OfficeDraft,
    responses((status = 200, body = OfficeRecord), Problems))]
#[put("/offices/{office}")]
pub async fn write(
    access: Access<OfficeWrite, InOffice>,
    path: web::Path<OfficeId>,
    payload: Payload<OfficeDraft>,
) -> ApiResult<impl Responder> {
    let (id, draft) = (path.into_inner(), payload.value);
    draft.validate().map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put_office(writing, id, &draft), show).await
}

fn find(reading: &mut Reading<'_, InOffice>, id: OfficeId) -> ApiResult<OfficeRow> {
    if id != reading.caller.office {
        return Err(ApiError::not_found());
    }
    Ok(offices::table.find(id).get_result(reading.conn)?)
}

fn show(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<OfficeRecord> {
    let limits = limits::load(reading.conn, reading.caller.office)?;
    find(reading, OfficeId::from_raw(id))?.show(limits)
}

fn put_office(writing: &mut Writing<'_, InOffice>, id: OfficeId, draft: &OfficeDraft) -> ApiResult<Written> {
    let office = find(writing, id)?;
    writing.expect(id.raw(), Some(office.version))?;
    expect_neutral_office(writing, draft)?;
    diesel::update(offices::table.find(id))
        .set((
            offices::version.eq(office.version + 1),
            offices::name.eq(draft.name.as_str()),
            offices::quiet_days.eq(draft.quiet_days),
            offices::confirm_days.eq(draft.confirm_days),
            offices::mail_sender.eq(draft.mail_sender.as_ref().map(NeutralPhrase::as_str)),
            offices::mail_subject.eq(draft.mail_subject.as_ref().map(NeutralPhrase::as_str)),
            offices::country.eq(draft.country.as_ref().map(Country::as_str)),
        ))
        .execute(writing.conn)?;
    if office.country.as_deref() != draft.country.as_ref().map(Country::as_str) {
        reschedule_office(writing)?;
    }
    limits::store(writing.conn, id, &draft.approval_limits)?;
    writing.touch(RecordKind::Office, id.raw(), None)?;
    let entry = AuditDraft::one(AuditAction::Changed, RecordKind::Office, None, id.raw());
    writing.audit(entry.fields([
        "name",
        "quiet_days",
        "confirm_days",
        "mail_sender",
        "mail_subject",
        "country",
        "approval_limits",
    ]));
    Ok(Written::changed(id.raw(), office.version + 1))
}
