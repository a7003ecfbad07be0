//! The row of a case and how it is shown.

use diesel::prelude::*;
use yaninda_shared::{
    cases::{CaseDraft, CaseRecord, CaseStatus, CloseReason, Identity, Profile, Risk, SafeContact},
    ids::{CaseId, OfficeId, RawId, UserId},
    policy::Relation,
    record::Meta,
    values::{CodeName, NaiveDate, Stamp},
};

use crate::{
    access::{Case, OfCase, Reading},
    outcomes,
    problem::{ApiError, ApiResult},
    seal::{Place, SealError, Sealer},
};

/// Sealed column: what happened to the person.
pub fn profile_place(id: CaseId) -> Place {
    Place::new("cases.profile", id.raw())
}

/// Sealed column: how the person may be reached.
pub fn safe_contact_place(id: CaseId) -> Place {
    Place::new("cases.safe_contact", id.raw())
}

/// Sealed column: who the person is.
pub fn identity_place(id: CaseId) -> Place {
    Place::new("cases.identity", id.raw())
}

/// Table `cases`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct CaseRow {
    pub id: CaseId,
    pub office_id: OfficeId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub number: String,
    pub code_name: String,
    pub status: CaseStatus,
    pub open: bool,
    pub risk: Risk,
    pub worker_id: Option<UserId>,
    pub opened_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    pub close_reason: Option<CloseReason>,
    pub close_requested_by: Option<UserId>,
    pub close_requested_on: Option<NaiveDate>,
    pub last_contact_on: Option<NaiveDate>,
    pub next_due_on: Option<NaiveDate>,
    pub contact_confirmed_on: Option<NaiveDate>,
    pub profile: Vec<u8>,
    pub safe_contact: Vec<u8>,
    pub identity: Option<Vec<u8>>,
    /// When the person stopped all mail by its link.
    pub mail_stopped_at: Option<Stamp>,
    /// The latest assessment that stands.
    pub rated_on: Option<NaiveDate>,
    /// When another protection status was last entered in the profile.
    pub protection_changed_on: Option<NaiveDate>,
    /// The latest change of the legal status, by profile or papers.
    pub legal_change_on: Option<NaiveDate>,
    /// The first day of the schedule that no assessment answers.
    pub assess_on: Option<NaiveDate>,
    /// The latest day on which somebody opened it.
    pub last_opened_on: Option<NaiveDate>,
}

impl CaseRow {
    /// Opens the profile.
    pub fn profile(&self, key: &Sealer) -> Result<Profile, SealError> {
        key.open(profile_place(self.id), &self.profile)
    }

    /// Opens the rules of safe contact.
    pub fn safe_contact(&self, key: &Sealer) -> Result<SafeContact, SealError> {
        key.open(safe_contact_place(self.id), &self.safe_contact)
    }

    /// Opens the identity; who shows any of it must record that.
    pub fn identity(&self, key: &Sealer) -> Result<Option<Identity>, SealError> {
        self.identity.as_ref().map(|sealed| key.open(identity_place(self.id), sealed)).transpose()
    }

    /// The case as its screen shows it on a day: of the identity only which fields are filled.
    pub fn show(&self, key: &Sealer, relation: Relation, today: NaiveDate) -> ApiResult<CaseRecord> {
        let identity = self.identity(key)?.unwrap_or_default();
        Ok(CaseRecord {
            id: self.id,
            office: self.office_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            number: self.number.clone(),
            code_name: code_name(&self.code_name)?,
            status: self.status,
            htcds_status: self.status.htcds(self.close_reason),
            risk: self.risk,
            worker: self.worker_id,
            opened_on: self.opened_on,
            closed_on: self.closed_on,
            close_reason: self.close_reason,
            close_requested_by: self.close_requested_by,
            last_contact_on: self.last_contact_on,
            next_due_on: self.next_due_on,
            assessment_due: outcomes::facts(self).due(today),
            profile: self.profile(key)?,
            safe_contact: self.safe_contact(key)?,
            identity_fields: identity.filled().into_iter().map(str::to_owned).collect(),
            relation,
        })
    }

    /// The draft that would write the case as it is, for its history.
    pub fn as_draft(&self, key: &Sealer) -> ApiResult<CaseDraft> {
        Ok(CaseDraft {
            code_name: code_name(&self.code_name)?,
            risk: self.risk,
            opened_on: self.opened_on,
            profile: self.profile(key)?,
            safe_contact: self.safe_contact(key)?,
            identity: self.identity(key)?,
            consent_id: None,
            consent: None,
            referral: None,
        })
    }
}

/// Reads a code name back from its column.
pub fn code_name(text: &str) -> ApiResult<CodeName> {
    CodeName::parse(text).map_err(|why| ApiError::internal(format!("a stored code name is refused: {why}")))
}

/// The case as it is now, opened; what every write about a case answers with.
pub fn show<R: OfCase>(reading: &mut Reading<'_, R>, _: RawId) -> ApiResult<CaseRecord> {
    let (caller, id) = (reading.caller, reading.case());
    let case = Case::again(reading.conn, &caller, id)?;
    let key = reading.case_key()?;
    case.row.show(&key, case.relation, reading.today())
}
