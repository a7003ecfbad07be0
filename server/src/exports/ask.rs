//! Asking for a file that names people.

use std::collections::BTreeSet;

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    exports::{EXPORT_MOST, ExportDraft, ExportRecord, ExportState},
    ids::{CaseId, ExportId, OfficeId},
    problem::Code,
    record::RecordKind,
    values::ValueError,
};

use super::row::{Asked, find, place, show};
use crate::{
    access::{Access, ExportRequest, InOffice, Reading, Writing, Written},
    audit::AuditDraft,
    db::schema::{cases, export_requests},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Asks for a file; which cases are in it is settled now, so that what is approved is what was seen. A request is not
/// changed any more. Errors: 422 on `key` for what is no age key, on `cases` for none, too many, or one that is not here.
#[utoipa::path(tag = "exports", params(("export" = ExportId, Path), WriteHeaders), request_body = ExportDraft,
    responses((status = 201, body = ExportRecord), Problems))]
#[put("/exports/{export}")]
pub async fn ask(
    access: Access<ExportRequest, InOffice>,
    path: web::Path<ExportId>,
    payload: Payload<ExportDraft>,
) -> ApiResult<impl Responder> {
    let (id, draft) = (path.into_inner(), payload.value);
    draft.validate().map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put_request(writing, id, &draft), show).await
}

fn put_request(writing: &mut Writing<'_, InOffice>, id: ExportId, draft: &ExportDraft) -> ApiResult<Written> {
    let existing = find(writing, id)?;
    writing.expect(id.raw(), existing.as_ref().map(|row| row.version))?;
    if existing.is_some() {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let cases = scope(writing, draft.cases.as_deref())?;
    let parts: BTreeSet<_> = draft.parts.iter().copied().collect();
    let asked = Asked {
        purpose: draft.purpose.clone(),
        recipient: draft.recipient.clone(),
        key: draft.key.clone(),
        cases,
        parts: parts.into_iter().collect(),
        note: None,
    };
    asked.recipient()?;
    let sealed = writing.office_key()?.seal(writing.core.keys.random(), place(id), &asked)?;
    let (now, caller) = (writing.now, writing.caller);
    diesel::insert_into(export_requests::table)
        .values((
            export_requests::id.eq(id),
            export_requests::office_id.eq(caller.office),
            export_requests::version.eq(1),
            export_requests::created_at.eq(now),
            export_requests::created_by.eq(caller.user),
            export_requests::updated_at.eq(now),
            export_requests::updated_by.eq(caller.user),
            export_requests::state.eq(ExportState::Asked),
            export_requests::expires_at.eq(now.plus_seconds(ExportState::WAITS)),
            export_requests::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    writing.touch(RecordKind::Export, id.raw(), None)?;
    let fields = asked.parts.iter().map(|part| part.as_str());
    writing.audit(AuditDraft::one(AuditAction::Created, RecordKind::Export, None, id.raw()).fields(fields));
    Ok(Written::created(id.raw()))
}

/// The cases that were named, or else all open ones of the office.
fn scope(reading: &mut Reading<'_, InOffice>, named: Option<&[CaseId]>) -> ApiResult<Vec<CaseId>> {
    let office = reading.caller.office;
    let Some(named) = named else {
        let most = i64::try_from(EXPORT_MOST).unwrap_or(i64::MAX);
        let open: Vec<CaseId> = cases::table
            .filter(cases::office_id.eq(office))
            .filter(cases::open.eq(true))
            .select(cases::id)
            .limit(most.saturating_add(1))
            .load(reading.conn)?;
        return match open.len() {
            0 => Err(ApiError::field("cases", ValueError::Empty)),
            count if count > EXPORT_MOST => Err(ApiError::field("cases", ValueError::TooLarge)),
            _ => Ok(open),
        };
    };
    let named: BTreeSet<CaseId> = named.iter().copied().collect();
    let rows: Vec<(CaseId, OfficeId)> =
        cases::table.filter(cases::id.eq_any(&named)).select((cases::id, cases::office_id)).load(reading.conn)?;
    let here = rows.iter().filter(|(_, of)| *of == office).count();
    // One of another office is answered like one that does not exist.
    if here == named.len() {
        Ok(named.into_iter().collect())
    } else {
        Err(ApiError::field("cases", ValueError::UnknownValue))
    }
}
