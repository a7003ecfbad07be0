//! The row of a document and how it is shown.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    clocks::Paper,
    documents::{DocumentDraft, DocumentKind, DocumentRecord, DocumentStatus},
    ids::{CaseId, DocumentId, OfficeId, RawId, ServiceId, UserId},
    record::Meta,
    values::{NaiveDate, ShortText, Stamp},
};

use super::clocks::Clocks;
use crate::{
    access::{Case, Reading},
    cases::tokens::Exact,
    db::schema::documents,
    problem::ApiResult,
    records::find_of_case,
    seal::{Place, SealError, Sealer},
};

/// Sealed column of a document: number, issuer and note.
pub(crate) fn place(id: DocumentId) -> Place {
    Place::new("documents.sealed", id.raw())
}

/// What is sealed of a document.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Details {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<ShortText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<ShortText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

impl From<&DocumentDraft> for Details {
    fn from(draft: &DocumentDraft) -> Self {
        Self { number: draft.number.clone(), issuer: draft.issuer.clone(), note: draft.note.clone() }
    }
}

/// The exact number that finds the case.
pub fn exact(number: Option<&ShortText>) -> Vec<Exact> {
    number.and_then(|number| Exact::document(number.as_str())).into_iter().collect()
}

/// What a draft says, by column, for an insert and an update alike; the table must be in scope.
macro_rules! document_values {
    ($draft:ident, $day:ident, $status_on:expr, $sealed:ident) => {
        (
            documents::kind.eq($draft.kind),
            documents::status.eq($draft.status),
            documents::occurred_on.eq($day),
            documents::status_on.eq($status_on),
            documents::issued_on.eq($draft.issued_on),
            documents::valid_from.eq($draft.valid_from),
            documents::expires_on.eq($draft.expires_on),
            documents::legal_max_on.eq($draft.legal_max_on),
            documents::holder_has_original.eq($draft.holder_has_original),
            documents::copy_stored.eq($draft.copy_stored),
            documents::supersedes.eq($draft.supersedes),
            documents::service_id.eq($draft.service),
            documents::sealed.eq($sealed),
        )
    };
}
pub(crate) use document_values;

/// Table `documents`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct DocumentRow {
    pub id: DocumentId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub kind: DocumentKind,
    pub status: DocumentStatus,
    pub occurred_on: NaiveDate,
    pub issued_on: Option<NaiveDate>,
    pub valid_from: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    pub legal_max_on: Option<NaiveDate>,
    pub holder_has_original: bool,
    pub copy_stored: bool,
    pub supersedes: Option<DocumentId>,
    pub service_id: Option<ServiceId>,
    pub withdrawn: bool,
    pub sealed: Vec<u8>,
    pub status_on: Option<NaiveDate>,
}

impl DocumentRow {
    /// What a form would send to make it as it is, with its full number.
    pub fn draft(&self, key: &Sealer) -> Result<DocumentDraft, SealError> {
        let Details { number, issuer, note } = key.open(place(self.id), &self.sealed)?;
        Ok(DocumentDraft {
            kind: self.kind,
            status: self.status,
            number,
            issuer,
            issued_on: self.issued_on,
            valid_from: self.valid_from,
            expires_on: self.expires_on,
            legal_max_on: self.legal_max_on,
            holder_has_original: self.holder_has_original,
            copy_stored: self.copy_stored,
            supersedes: self.supersedes,
            service: self.service_id,
            note,
        })
    }

    /// Opens the document with its case's key and its full number.
    pub fn open(&self, key: &Sealer, clocks: &Clocks) -> Result<DocumentRecord, SealError> {
        let draft = self.draft(key)?;
        let lawful_end = clocks.lawful_end(self.case_id, &Paper::of(self.id, &draft));
        let over_legal_max = self.expires_on.zip(lawful_end).is_some_and(|(ends, latest)| ends > latest.on);
        Ok(DocumentRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            draft,
            occurred_on: self.occurred_on,
            withdrawn: self.withdrawn,
            superseded_by: clocks.replaced_by(self.case_id, self.id),
            lawful_end,
            over_legal_max,
        })
    }

    /// Opens the document with a masked number.
    pub fn open_masked(&self, key: &Sealer, clocks: &Clocks) -> Result<DocumentRecord, SealError> {
        self.open(key, clocks).map(masked)
    }
}

/// The record with its number masked.
pub(super) fn masked(mut record: DocumentRecord) -> DocumentRecord {
    record.draft.number = record.draft.number.as_ref().map(ShortText::masked);
    record
}

find_of_case!(pub documents, DocumentId => DocumentRow);

/// A document of this case, opened with a masked number.
pub fn show(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<DocumentRecord> {
    Ok(masked(show_full(reading, id)?))
}

/// A document of this case, opened with its full number.
pub(super) fn show_full(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<DocumentRecord> {
    let key = reading.case_key()?;
    let case = reading.case();
    let clocks = Clocks::load(reading.conn, reading.caller.office, &[case])?;
    Ok(find(reading, id)?.open(&key, &clocks)?)
}
