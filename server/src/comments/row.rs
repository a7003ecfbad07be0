//! The row of a comment and how it is shown.

use diesel::prelude::*;
use yaninda_shared::{
    comments::{CommentDraft, CommentKind, CommentRecord},
    ids::{CaseId, CommentId, OfficeId, RawId, UserId},
    record::{Meta, RecordKind},
    values::{LongText, Stamp},
};

use crate::{
    access::{Case, Reading},
    db::schema::comments,
    problem::{ApiError, ApiResult},
    seal::{Place, SealError, Sealer},
    services::hidden::expect_shown,
};

/// Sealed column of a comment: its text.
pub(crate) fn place(id: CommentId) -> Place {
    Place::new("comments.sealed", id.raw())
}

/// Table `comments`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct CommentRow {
    pub id: CommentId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub on_kind: RecordKind,
    pub on_id: RawId,
    pub resolved_at: Option<Stamp>,
    pub resolved_by: Option<UserId>,
    pub sealed: Vec<u8>,
    pub kind: CommentKind,
    pub asked_of: Option<UserId>,
    pub reply_to: Option<CommentId>,
    pub waits_for: Option<UserId>,
    pub open_since: Option<Stamp>,
}

impl CommentRow {
    /// Opens the comment with its case's key.
    pub fn open(&self, key: &Sealer) -> Result<CommentRecord, SealError> {
        let body: LongText = key.open(place(self.id), &self.sealed)?;
        Ok(CommentRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            draft: CommentDraft {
                kind: self.kind,
                on_kind: self.on_kind,
                on: self.on_id.0,
                asked_of: self.asked_of,
                reply_to: self.reply_to,
                body,
            },
            resolved_at: self.resolved_at,
            resolved_by: self.resolved_by,
            waits_for: self.waits_for,
        })
    }
}

/// A comment of this case, on an entry that the caller may read. Errors: 404.
pub(super) fn find(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<CommentRow> {
    let comment: CommentRow = comments::table
        .filter(comments::id.eq(CommentId::from_raw(id)))
        .filter(comments::office_id.eq(reading.caller.office))
        .filter(comments::case_id.eq(reading.case()))
        .get_result(reading.conn)
        .optional()?
        .ok_or_else(ApiError::not_found)?;
    expect_shown(reading, comment.on_id)?;
    Ok(comment)
}

/// A comment of this case, opened.
pub(super) fn show(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<CommentRecord> {
    let key = reading.case_key()?;
    Ok(find(reading, id)?.open(&key)?)
}
