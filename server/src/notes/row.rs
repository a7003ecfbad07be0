//! The row of a note and how it is shown.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, NoteId, OfficeId, UserId},
    notes::{NoteDraft, NoteRecord},
    record::Meta,
    values::{LongText, NaiveDate, Stamp},
};

use crate::{
    db::schema::notes,
    records::{find_of_case, show_of_case},
    seal::{Place, SealError, Sealer},
};

/// Sealed column of a note: its text.
pub(crate) fn place(id: NoteId) -> Place {
    Place::new("notes.sealed", id.raw())
}

/// Table `notes`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct NoteRow {
    pub id: NoteId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub occurred_on: NaiveDate,
    pub withdrawn: bool,
    pub sealed: Vec<u8>,
}

impl NoteRow {
    /// Opens the note with its case's key.
    pub fn open(&self, key: &Sealer) -> Result<NoteRecord, SealError> {
        let body: LongText = key.open(place(self.id), &self.sealed)?;
        Ok(NoteRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            draft: NoteDraft { occurred_on: self.occurred_on, body },
            withdrawn: self.withdrawn,
        })
    }
}

find_of_case!(pub notes, NoteId => NoteRow);

show_of_case!(pub NoteRecord);
