//! Taking the file: once, by who asked for it, within a day of the approval and after showing again that it is them.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use utoipa::ToSchema;
use yaninda_shared::{
    audit::AuditAction,
    exports::{ExportPart, ExportState},
    ids::{CaseId, ExportId, OfficeId},
    problem::Code,
    record::RecordKind,
};

use super::{
    package,
    row::{ExportRow, find},
};
use crate::{
    access::{Access, ExportTake, InOffice, Reading, Writing},
    audit::AuditDraft,
    db::schema::{cases, export_requests},
    http::{Problems, download},
    problem::{ApiError, ApiResult},
    sessions::step_up,
};

/// An encrypted file.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes a body")]
pub struct AgeFile(Vec<u8>);

/// The file, encrypted to the key that was approved; it is made now and kept nowhere. Cases that have left the office or were
/// erased are not in it. Errors: 403 `step_up_required` without a proof of this session, `not_allowed` for whoever did not
/// ask; 409 `conflict` for a request that waits, was refused or was taken, or of which no case is left, and if one
/// moved away while the file was made; `expired`.
#[utoipa::path(tag = "exports", params(("export" = ExportId, Path)),
    responses((status = 200, content((AgeFile = "application/octet-stream"))), Problems))]
#[post("/exports/{export}/file")]
pub async fn take(access: Access<ExportTake, InOffice>, path: web::Path<ExportId>) -> ApiResult<impl Responder> {
    let id = path.into_inner();
    let (file, made) = access.prepare(move |reading| make(reading, id)).await?;
    access.act(move |writing| hand_over(writing, id, &made)).await?;
    Ok(download("application/octet-stream", "attachment; filename=\"package.age\"", file))
}

/// What the file was made of.
struct Made {
    version: i64,
    parts: Vec<ExportPart>,
    told: Vec<CaseId>,
}

/// Makes the file, ahead of the unit of work that hands it over: opening and encrypting hundreds of cases takes long.
fn make(reading: &mut Reading<'_, InOffice>, id: ExportId) -> ApiResult<(Vec<u8>, Made)> {
    let row = takeable(reading, id)?;
    let asked = row.open(&reading.office_key()?)?;
    let (file, told) = package::make(reading, id, &asked)?;
    if told.is_empty() {
        return Err(ApiError::Refused(Code::Conflict));
    }
    Ok((file, Made { version: row.version, parts: asked.parts, told }))
}

/// A request whose file the caller may take now. Errors: 403, 404, 409.
fn takeable(reading: &mut Reading<'_, InOffice>, id: ExportId) -> ApiResult<ExportRow> {
    let row = find(reading, id)?.ok_or_else(ApiError::not_found)?;
    if row.created_by != reading.caller.user {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    match row.state.at(row.expires_at, reading.now) {
        ExportState::Approved => Ok(row),
        ExportState::Expired => Err(ApiError::Refused(Code::Expired)),
        ExportState::Asked | ExportState::Refused | ExportState::TakenBack | ExportState::Taken => {
            Err(ApiError::Refused(Code::Conflict))
        }
    }
}

/// Nothing has changed since the file was made: neither the request, nor where its cases are. Errors: 409.
fn expect_same(writing: &mut Writing<'_, InOffice>, row: &ExportRow, made: &Made) -> ApiResult<()> {
    let offices: Vec<OfficeId> =
        cases::table.filter(cases::id.eq_any(&made.told)).select(cases::office_id).load(writing.conn)?;
    let here = offices.iter().filter(|office| **office == writing.caller.office).count();
    if row.version == made.version && here == made.told.len() { Ok(()) } else { Err(ApiError::Refused(Code::Conflict)) }
}

fn hand_over(writing: &mut Writing<'_, InOffice>, id: ExportId, made: &Made) -> ApiResult<()> {
    let row = takeable(writing, id)?;
    expect_same(writing, &row, made)?;
    let (now, caller) = (writing.now, writing.caller);
    diesel::update(export_requests::table.find(id))
        .set((
            export_requests::version.eq(row.version + 1),
            export_requests::updated_at.eq(now),
            export_requests::updated_by.eq(caller.user),
            export_requests::state.eq(ExportState::Taken),
            export_requests::taken_at.eq(Some(now)),
        ))
        .execute(writing.conn)?;
    step_up::spend(writing.conn, &caller)?;
    writing.touch(RecordKind::Export, id.raw(), None)?;
    writing.audit(AuditDraft::one(AuditAction::Exported, RecordKind::Export, None, id.raw()));
    // One entry a case, so that whoever asks who has seen a case finds it.
    let entry = |case: CaseId| AuditDraft::one(AuditAction::Exported, RecordKind::Case, Some(case), case.raw());
    for case in &made.told {
        writing.audit(entry(*case).fields(made.parts.iter().map(|part| part.as_str())));
    }
    Ok(())
}
