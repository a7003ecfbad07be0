//! Attaching a photo or a PDF to an entry.

use std::sync::Arc;

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use yaninda_shared::{
    attachments::AttachmentRecord,
    audit::AuditAction,
    ids::{AttachmentId, CaseId, RawId},
    problem::Code,
    record::RecordKind,
    values::ValueError,
};

use super::{
    Sent,
    prepare::{Prepared, prepare},
    row::{AttachmentRow, CHUNK, place, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::{attachment_chunks, attachments},
    http::{Problems, Query, Upload, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::entry::expect_to_hang_on,
};

/// A file as it is.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the body; `Upload` reads it")]
pub struct FileBody(Vec<u8>);

/// The entry an attachment belongs to.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct On {
    /// `service`, `document` or `note`.
    pub on_kind: RecordKind,
    /// Its id.
    pub on: uuid::Uuid,
}

/// Attaches a file of at most 10 MB. A photo is kept as a JPEG without EXIF and GPS, a PDF without metadata and scripts.
#[utoipa::path(tag = "attachments",
    params(("case" = CaseId, Path), ("attachment" = AttachmentId, Path), On, WriteHeaders),
    request_body(content((FileBody = "image/jpeg"), (FileBody = "image/png"), (FileBody = "image/webp"),
        (FileBody = "application/pdf"))),
    responses((status = 201, body = AttachmentRecord), Problems))]
#[put("/cases/{case}/attachments/{attachment}")]
pub async fn put(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, AttachmentId)>,
    query: Query<On>,
    upload: Upload,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let on = query.0;
    // A file is read and decoded only for someone who may write here.
    let sent = match may_come(&access, on, &upload.content_type).await {
        Ok(sent) => sent,
        Err(refusal) => {
            upload.discard().await;
            return Err(refusal);
        }
    };
    let (bytes, digest) = upload.read().await?;
    let prepared = Arc::new(prepare(&access.core().settings.file_cleaner, sent, bytes).await?);
    access.write(digest, move |writing| attach(writing, id, on, &prepared), show).await
}

/// What is known to be wrong before the file is there.
async fn may_come(access: &Access<EntryWrite, Case>, on: On, content_type: &str) -> ApiResult<Sent> {
    let on_entry = matches!(
        on.on_kind,
        RecordKind::Service
            | RecordKind::Document
            | RecordKind::Note
            | RecordKind::Assessment
            | RecordKind::Milestone
            | RecordKind::Plan
    );
    if !on_entry {
        return Err(ApiError::field("on_kind", ValueError::NotAllowedHere));
    }
    access.prepare(|_| Ok(())).await?;
    Sent::from_header(content_type)
}

fn attach(writing: &mut Writing<'_, Case>, id: AttachmentId, on: On, file: &Prepared) -> ApiResult<Written> {
    let existing: Option<AttachmentRow> = attachments::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|attachment| attachment.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|attachment| attachment.version))?;
    // A file never changes: another one is another attachment.
    if existing.is_some() {
        return Err(ApiError::Refused(Code::Conflict));
    }
    expect_to_hang_on(writing, on.on_kind, RawId(on.on))?;
    let key = writing.case_key()?;
    let chunks: Vec<&[u8]> = file.bytes.chunks(CHUNK).collect();
    for (seq, chunk) in (0_i32..).zip(&chunks) {
        let sealed = key.seal_bytes(writing.core.keys.random(), place(id, seq), chunk)?;
        diesel::insert_into(attachment_chunks::table)
            .values((
                attachment_chunks::office_id.eq(writing.caller.office),
                attachment_chunks::attachment_id.eq(id),
                attachment_chunks::seq.eq(seq),
                attachment_chunks::sealed.eq(sealed),
            ))
            .execute(writing.conn)?;
    }
    diesel::insert_into(attachments::table)
        .values((
            attachments::id.eq(id),
            attachments::office_id.eq(writing.caller.office),
            attachments::case_id.eq(writing.case()),
            attachments::version.eq(1),
            attachments::created_at.eq(writing.now),
            attachments::created_by.eq(writing.caller.user),
            attachments::updated_at.eq(writing.now),
            attachments::updated_by.eq(writing.caller.user),
            attachments::on_kind.eq(on.on_kind),
            attachments::on_id.eq(RawId(on.on)),
            attachments::media_type.eq(file.media_type),
            attachments::bytes.eq(i64::try_from(file.bytes.len()).unwrap_or(i64::MAX)),
            attachments::chunks.eq(i32::try_from(chunks.len()).unwrap_or(i32::MAX)),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Attachment, id.raw(), case)?;
    writing.audit(AuditDraft::one(AuditAction::Created, RecordKind::Attachment, case, id.raw()).fields(["file"]));
    Ok(Written::created(id.raw()))
}
