//! Photos and PDFs: at most 10 MB, checked by content, sealed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    ids::{AttachmentId, CaseId},
    record::{Meta, RecordKind},
};

/// Most bytes of one file.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Most pixels of one photo.
pub const MAX_PIXELS: u64 = 50_000_000;

text_enum! {
    /// What is accepted and kept. Photos are stored as JPEG whatever they came as.
    MediaType { Jpeg = "image/jpeg", Pdf = "application/pdf" }
}

/// Where an attachment belongs: the query of `PUT /cases/{id}/attachments/{attachment}`; the body is the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttachmentPlace {
    /// `service`, `document` or `note`.
    pub on_kind: RecordKind,
    pub on: Uuid,
}

/// A stored attachment; the content is at `…/attachments/{attachment}/content`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttachmentRecord {
    pub id: AttachmentId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub place: AttachmentPlace,
    pub media_type: MediaType,
    /// Bytes as stored, before sealing.
    pub bytes: i64,
}
