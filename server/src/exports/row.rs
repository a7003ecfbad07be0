//! The row of a request and how it is shown.

use std::str::FromStr;

use age::x25519::Recipient;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    exports::{ExportPart, ExportRecord, ExportState, ExportedCase},
    ids::{CaseId, ExportId, OfficeId, RawId, UserId},
    record::Meta,
    values::{ShortText, Stamp, ValueError},
};

use crate::{
    access::{InOffice, Reading},
    cases::row::code_name,
    db::schema::{cases, export_requests},
    problem::{ApiError, ApiResult},
    records::find_of_office,
    seal::{Place, SealError, Sealer},
};

/// Sealed column of a request.
pub(super) fn place(id: ExportId) -> Place {
    Place::new("export_requests.sealed", id.raw())
}

/// What is sealed of a request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    pub purpose: ShortText,
    pub recipient: ShortText,
    pub key: ShortText,
    pub cases: Vec<CaseId>,
    pub parts: Vec<ExportPart>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

impl Asked {
    /// Who can open the file. Errors: 422 on `key`.
    pub fn recipient(&self) -> ApiResult<Recipient> {
        Recipient::from_str(self.key.as_str()).map_err(|_| ApiError::field("key", ValueError::NotAKey))
    }
}

/// Table `export_requests`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub(super) struct ExportRow {
    pub id: ExportId,
    office_id: OfficeId,
    pub version: i64,
    created_at: Stamp,
    pub created_by: UserId,
    updated_at: Stamp,
    updated_by: UserId,
    pub state: ExportState,
    pub expires_at: Stamp,
    decided_by: Option<UserId>,
    decided_at: Option<Stamp>,
    taken_at: Option<Stamp>,
    sealed: Vec<u8>,
}

impl ExportRow {
    /// Opens it with the office's key.
    pub fn open(&self, key: &Sealer) -> Result<Asked, SealError> {
        key.open(place(self.id), &self.sealed)
    }

    /// Its record, without the cases.
    pub fn show(&self, asked: Asked, now: Stamp) -> ExportRecord {
        ExportRecord {
            id: self.id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            purpose: asked.purpose,
            recipient: asked.recipient,
            key: asked.key,
            parts: asked.parts,
            asked_for: asked.cases.len(),
            cases: Vec::new(),
            state: self.state.at(self.expires_at, now),
            expires_at: self.expires_at,
            decided_by: self.decided_by,
            decided_at: self.decided_at,
            note: asked.note,
            taken_at: self.taken_at,
        }
    }
}

find_of_office!(pub(super) fn find of export_requests, ExportId => ExportRow);

/// A request with the cases that it is about, as far as they are still here.
pub(super) fn show(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<ExportRecord> {
    let row = find(reading, ExportId::from_raw(id))?.ok_or_else(ApiError::not_found)?;
    let asked = row.open(&reading.office_key()?)?;
    let here: Vec<(CaseId, OfficeId, String, String)> = cases::table
        .filter(cases::id.eq_any(&asked.cases))
        .select((cases::id, cases::office_id, cases::number, cases::code_name))
        .load(reading.conn)?;
    let mut record = row.show(asked, reading.now);
    for (id, office, number, name) in here {
        if office == reading.caller.office {
            record.cases.push(ExportedCase { id, number, code_name: code_name(&name)? });
        }
    }
    record.cases.sort_unstable_by(|one, other| one.number.cmp(&other.number));
    Ok(record)
}
