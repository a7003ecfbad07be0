//! Removing a photo or PDF: a file of the wrong person must not stay.

use actix_web::{HttpResponse, Responder, delete, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{AttachmentId, CaseId},
    record::RecordKind,
};

use super::row::find;
use crate::{
    access::{Access, Case, EntryWrite},
    audit::AuditDraft,
    db::schema::{attachment_chunks, attachments},
    http::Problems,
    problem::ApiResult,
};

/// Destroys an attachment; the audit log keeps that it was there. Removing it again is 404.
#[utoipa::path(tag = "attachments", params(("case" = CaseId, Path), ("attachment" = AttachmentId, Path)),
    responses((status = 204), Problems))]
#[delete("/cases/{case}/attachments/{attachment}")]
pub async fn remove(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, AttachmentId)>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    access
        .act(move |writing| {
            find(writing, id.raw())?;
            diesel::delete(
                attachment_chunks::table
                    .filter(attachment_chunks::office_id.eq(writing.caller.office))
                    .filter(attachment_chunks::attachment_id.eq(id)),
            )
            .execute(writing.conn)?;
            diesel::delete(attachments::table.find(id)).execute(writing.conn)?;
            let case = Some(writing.case());
            writing.touch(RecordKind::Attachment, id.raw(), case)?;
            writing.audit(AuditDraft::one(AuditAction::Withdrawn, RecordKind::Attachment, case, id.raw()));
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
