//! The row of an attachment and its chunks.

use diesel::prelude::*;
use yaninda_shared::{
    attachments::{AttachmentPlace, AttachmentRecord, MediaType},
    ids::{AttachmentId, CaseId, OfficeId, RawId, UserId},
    record::{Meta, RecordKind},
    values::Stamp,
};

use crate::{
    access::{Case, Reading},
    db::schema::attachments,
    problem::{ApiError, ApiResult},
    seal::Place,
    services::hidden::expect_shown,
};

/// Bytes of one chunk before sealing.
pub(super) const CHUNK: usize = 256 * 1024;

/// Sealed column of a chunk.
pub(crate) fn place(id: AttachmentId, seq: i32) -> Place {
    Place { column: "attachment_chunks.sealed", record: id.raw(), part: seq.unsigned_abs() }
}

/// Table `attachments`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct AttachmentRow {
    pub id: AttachmentId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub on_kind: RecordKind,
    pub on_id: RawId,
    pub media_type: MediaType,
    pub bytes: i64,
    pub chunks: i32,
}

impl AttachmentRow {
    /// The record; the content is read on its own.
    #[must_use]
    pub fn show(&self) -> AttachmentRecord {
        AttachmentRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            place: AttachmentPlace { on_kind: self.on_kind, on: self.on_id.0 },
            media_type: self.media_type,
            bytes: self.bytes,
        }
    }
}

/// An attachment of this case, on an entry that the caller may read. Errors: 404.
pub(super) fn find(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<AttachmentRow> {
    let attachment: AttachmentRow = attachments::table
        .filter(attachments::id.eq(AttachmentId::from_raw(id)))
        .filter(attachments::office_id.eq(reading.caller.office))
        .filter(attachments::case_id.eq(reading.case()))
        .get_result(reading.conn)
        .optional()?
        .ok_or_else(ApiError::not_found)?;
    expect_shown(reading, attachment.on_id)?;
    Ok(attachment)
}

/// An attachment of this case as it is shown.
pub(super) fn show(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<AttachmentRecord> {
    Ok(find(reading, id)?.show())
}
