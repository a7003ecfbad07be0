//! Notes of a case.

use yaninda_shared::{
    ids::{CaseId, NoteId},
    notes::{NoteDraft, NoteRecord},
};

use super::{Failure, cases::under, write};

/// Writes a note (`version` is `None`) or corrects it.
pub async fn save(case: CaseId, id: NoteId, version: Option<i64>, draft: &NoteDraft) -> Result<NoteRecord, Failure> {
    write::put(&under(case, &format!("/notes/{id}")), version, draft).await
}
