//! The content of an attachment.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    attachments::MediaType,
    audit::AuditAction,
    ids::{AttachmentId, CaseId},
    problem::Code,
    record::RecordKind,
};

use super::{
    put::FileBody,
    row::{find, place},
};
use crate::{
    access::{Access, Case, Disclosed, EntryRead, Reading},
    db::schema::attachment_chunks,
    http::{Problems, download},
    problem::{ApiError, ApiResult},
};

/// The file: a photo to look at, a PDF to download.
#[utoipa::path(tag = "attachments", params(("case" = CaseId, Path), ("attachment" = AttachmentId, Path)),
    responses((status = 200, content((FileBody = "image/jpeg"), (FileBody = "application/pdf"))), Problems))]
#[get("/cases/{case}/attachments/{attachment}/content")]
pub async fn content(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, AttachmentId)>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let (media_type, bytes) = access
        .read(move |reading| {
            let opened = open(reading, id)?;
            let case = Some(reading.case());
            let action = AuditAction::AttachmentOpened;
            Ok(Disclosed::audited(opened, action, RecordKind::Attachment, case, vec![id.raw()]))
        })
        .await?;
    let disposition = match media_type {
        MediaType::Jpeg => "inline; filename=\"photo.jpg\"",
        MediaType::Pdf => "attachment; filename=\"document.pdf\"",
    };
    Ok(download(media_type.as_str(), disposition, bytes))
}

fn open(reading: &mut Reading<'_, Case>, id: AttachmentId) -> ApiResult<(MediaType, Vec<u8>)> {
    let attachment = find(reading, id.raw())?;
    let key = reading.case_key()?;
    let chunks: Vec<(i32, Vec<u8>)> = attachment_chunks::table
        .filter(attachment_chunks::office_id.eq(reading.caller.office))
        .filter(attachment_chunks::attachment_id.eq(id))
        .order(attachment_chunks::seq)
        .select((attachment_chunks::seq, attachment_chunks::sealed))
        .load(reading.conn)?;
    let mut bytes = Vec::new();
    for (seq, sealed) in &chunks {
        bytes.extend_from_slice(&key.open_bytes(place(id, *seq), sealed)?);
    }
    if i64::try_from(bytes.len()).ok() != Some(attachment.bytes) {
        tracing::error!(attachment = %id, code = %Code::Internal, "an attachment is not whole");
        return Err(ApiError::internal("an attachment is not whole"));
    }
    Ok((attachment.media_type, bytes))
}
