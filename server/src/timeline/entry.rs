//! What holds for every entry of a case: whether it is there, and whether it may still be corrected.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{ConsentId, DocumentId, NoteId, RawId, ServiceId},
    problem::Code,
    record::RecordKind,
};

use crate::{
    access::{Case, Reading},
    db::schema::{consents, documents, notes, services},
    problem::{ApiError, ApiResult},
};

/// An entry that was withdrawn, or that stands in a closed case, is neither corrected nor withdrawn any more.
/// Errors: 409.
pub fn expect_correctable(reading: &Reading<'_, Case>, withdrawn: bool) -> ApiResult<()> {
    if withdrawn || !reading.resource.row.open { Err(ApiError::Refused(Code::Conflict)) } else { Ok(()) }
}

macro_rules! found {
    ($reading:expr, $table:ident, $id:expr) => {{
        let row: Option<i64> = $table::table
            .filter($table::id.eq($id))
            .filter($table::office_id.eq($reading.caller.office))
            .filter($table::case_id.eq($reading.case()))
            .select($table::version)
            .get_result($reading.conn)
            .optional()?;
        row.is_some()
    }};
}

/// Whether this case has such an entry, for a comment or an attachment to hang on.
pub fn is_there(reading: &mut Reading<'_, Case>, kind: RecordKind, id: RawId) -> ApiResult<bool> {
    Ok(match kind {
        RecordKind::Service => found!(reading, services, ServiceId::from_raw(id)),
        RecordKind::Document => found!(reading, documents, DocumentId::from_raw(id)),
        RecordKind::Note => found!(reading, notes, NoteId::from_raw(id)),
        RecordKind::Consent => found!(reading, consents, ConsentId::from_raw(id)),
        RecordKind::Case
        | RecordKind::Contact
        | RecordKind::Assignment
        | RecordKind::Share
        | RecordKind::Comment
        | RecordKind::Attachment
        | RecordKind::Event
        | RecordKind::User
        | RecordKind::Office
        | RecordKind::Device
        | RecordKind::View => false,
    })
}
