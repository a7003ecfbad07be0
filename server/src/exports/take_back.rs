//! Taking one's own request back.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    exports::{ExportRecord, ExportState},
    ids::ExportId,
    problem::Code,
    record::RecordKind,
};

use super::row::{find, show};
use crate::{
    access::{Access, ExportRequest, InOffice, Writing, Written},
    audit::AuditDraft,
    db::schema::export_requests,
    http::{Digest, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Takes back one's own request that waits. Errors: 403 if it is another's; 409 if it does not wait any more.
#[utoipa::path(tag = "exports", params(("export" = ExportId, Path), WriteHeaders),
    responses((status = 200, body = ExportRecord), Problems))]
#[post("/exports/{export}/take-back")]
pub async fn take_back(
    access: Access<ExportRequest, InOffice>,
    path: web::Path<ExportId>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    let id = path.into_inner();
    access.write(digest, move |writing| take(writing, id), show).await
}

fn take(writing: &mut Writing<'_, InOffice>, id: ExportId) -> ApiResult<Written> {
    let row = find(writing, id)?.ok_or_else(ApiError::not_found)?;
    writing.expect(id.raw(), Some(row.version))?;
    if row.created_by != writing.caller.user {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    if row.state.at(row.expires_at, writing.now) != ExportState::Asked {
        return Err(ApiError::Refused(Code::Conflict));
    }
    diesel::update(export_requests::table.find(id))
        .set((
            export_requests::version.eq(row.version + 1),
            export_requests::updated_at.eq(writing.now),
            export_requests::updated_by.eq(writing.caller.user),
            export_requests::state.eq(ExportState::TakenBack),
        ))
        .execute(writing.conn)?;
    writing.touch(RecordKind::Export, id.raw(), None)?;
    writing.audit(AuditDraft::one(AuditAction::Withdrawn, RecordKind::Export, None, id.raw()));
    Ok(Written::changed(id.raw(), row.version + 1))
}
