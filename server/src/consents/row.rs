//! The row of a consent, how it is shown, and recording one.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    audit::AuditAction,
    consents::{ConsentDraft, ConsentRecord},
    ids::{CaseId, ConsentId, OfficeId, UserId},
    record::{Meta, RecordKind},
    values::{NaiveDate, ShortText, Stamp},
};

use crate::{
    access::{OfCase, Writing},
    audit::AuditDraft,
    db::schema::consents,
    problem::ApiResult,
    seal::{Place, SealError, Sealer},
};

/// Sealed column of a consent.
pub fn place(id: ConsentId) -> Place {
    Place::new("consents.sealed", id.raw())
}

/// What is sealed of a consent: all that was agreed, and why it was withdrawn.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Terms {
    pub draft: ConsentDraft,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraw_reason: Option<ShortText>,
}

/// Table `consents`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct ConsentRow {
    pub id: ConsentId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub given_on: NaiveDate,
    pub withdrawn_on: Option<NaiveDate>,
    pub sealed: Vec<u8>,
}

impl ConsentRow {
    /// Opens the consent with its case's key.
    pub fn open(&self, key: &Sealer) -> Result<ConsentRecord, SealError> {
        let Terms { draft, withdraw_reason } = key.open(place(self.id), &self.sealed)?;
        Ok(ConsentRecord {
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
            withdrawn_on: self.withdrawn_on,
            withdraw_reason,
        })
    }
}

/// Records a consent of the case, with its feed and audit entries.
pub fn insert<R: OfCase>(
    writing: &mut Writing<'_, R>,
    key: &Sealer,
    id: ConsentId,
    draft: &ConsentDraft,
) -> ApiResult<()> {
    let terms = Terms { draft: draft.clone(), withdraw_reason: None };
    let sealed = key.seal(writing.core.keys.random(), place(id), &terms)?;
    diesel::insert_into(consents::table)
        .values((
            consents::id.eq(id),
            consents::office_id.eq(writing.caller.office),
            consents::case_id.eq(writing.case()),
            consents::version.eq(1),
            consents::created_at.eq(writing.now),
            consents::created_by.eq(writing.caller.user),
            consents::updated_at.eq(writing.now),
            consents::updated_by.eq(writing.caller.user),
            consents::given_on.eq(draft.given_on),
            consents::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Consent, id.raw(), case)?;
    writing.audit(AuditDraft::one(AuditAction::Created, RecordKind::Consent, case, id.raw()));
    Ok(())
}
