//! The row of a referral and how it is shown.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    ids::{CaseId, OfficeId, RawId, ReferralId, UnitId, UserId},
    record::Meta,
    referrals::{Indicator, ReferralDraft, ReferralOutcome, ReferralRecord, ReferralSource},
    values::{LongText, NaiveDate, ShortText, Stamp},
};

use crate::{
    access::{Reading, ReferralSlot},
    problem::{ApiError, ApiResult},
    seal::{Place, SealError, Sealer, sha256},
};

/// Sealed column of a referral.
pub(crate) fn place(id: ReferralId) -> Place {
    Place::new("referrals.sealed", id.raw())
}

/// The name that its key and its history are kept under. It is made from the id, so that nobody can choose one that a case
/// has.
pub(crate) fn file(id: ReferralId) -> CaseId {
    let mut name = [0; 16];
    name.iter_mut().zip(sha256(&[b"referral", id.raw().0.as_bytes()])).for_each(|(to, from)| *to = from);
    CaseId::from_raw(RawId(uuid::Uuid::from_bytes(name)))
}

/// What is sealed of a referral: everything that could tell who it is about, or who sent them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Said {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
}

impl Said {
    pub fn by(draft: &ReferralDraft) -> Self {
        Self { role: draft.role.clone(), indicators: draft.indicators.clone(), note: draft.note.clone() }
    }
}

/// Table `referrals`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct ReferralRow {
    pub id: ReferralId,
    pub office_id: OfficeId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub source: ReferralSource,
    pub unit_id: Option<UnitId>,
    pub received_on: NaiveDate,
    pub outcome: ReferralOutcome,
    pub outcome_on: Option<NaiveDate>,
    pub case_id: Option<CaseId>,
    pub withdrawn: bool,
    pub sealed: Vec<u8>,
}

impl ReferralRow {
    /// Opens the referral with its own key.
    pub fn open(&self, key: &Sealer) -> Result<ReferralRecord, SealError> {
        let said: Said = key.open(place(self.id), &self.sealed)?;
        Ok(ReferralRecord {
            id: self.id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            draft: ReferralDraft {
                source: self.source,
                unit: self.unit_id,
                role: said.role,
                received_on: self.received_on,
                indicators: said.indicators,
                note: said.note,
                outcome: self.outcome,
                outcome_on: self.outcome_on,
                case: self.case_id,
            },
            withdrawn: self.withdrawn,
        })
    }
}

/// The referral, opened as it is now. Errors: 404.
pub fn show(reading: &mut Reading<'_, ReferralSlot>, id: RawId) -> ApiResult<ReferralRecord> {
    use crate::db::schema::referrals;
    let row: Option<ReferralRow> = referrals::table
        .filter(referrals::id.eq(ReferralId::from_raw(id)))
        .filter(referrals::office_id.eq(reading.caller.office))
        .get_result(reading.conn)
        .optional()?;
    let row = row.ok_or_else(ApiError::not_found)?;
    let key = reading.case_key()?;
    Ok(row.open(&key)?)
}
