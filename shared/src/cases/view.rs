//! How a case is shown.

use serde::{Deserialize, Serialize};

use super::{
    close::CloseReason,
    htcds::HtcdsCaseStatus,
    profile::Profile,
    safe_contact::SafeContact,
    status::{CaseStatus, Risk},
};
use crate::{
    catalogue::Category,
    ids::{CaseId, OfficeId, UserId},
    outcomes::AssessmentDue,
    policy::Relation,
    record::Meta,
    values::{CodeName, Country, LanguageTag, NaiveDate, Stamp},
};

/// One row of a list of cases; nothing in it names the person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseSummary {
    pub id: CaseId,
    pub version: i64,
    /// For instance `IST-0042`.
    pub number: String,
    pub code_name: CodeName,
    pub status: CaseStatus,
    pub risk: Risk,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<UserId>,
    pub opened_on: NaiveDate,
    /// Day of the latest note, or service that was a contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_contact_on: Option<NaiveDate>,
    /// The nearest thing that is due: a document's expiry or a service's next step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_due_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nationalities: Vec<Country>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<LanguageTag>,
    /// Categories with a service that is planned, requested, approved or in progress.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Category>,
    /// A supervisor has been asked to close it.
    #[serde(default)]
    pub close_requested: bool,
    pub updated_at: Stamp,
}

/// A case as its screen shows it: everything but the identity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseRecord {
    pub id: CaseId,
    pub office: OfficeId,
    #[serde(flatten)]
    pub meta: Meta,
    pub number: String,
    pub code_name: CodeName,
    pub status: CaseStatus,
    /// The same as HTCDS v2 names it.
    pub htcds_status: HtcdsCaseStatus,
    pub risk: Risk,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worker: Option<UserId>,
    pub opened_on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_reason: Option<CloseReason>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_requested_by: Option<UserId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_contact_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_due_on: Option<NaiveDate>,
    /// The next assessment that is to be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment_due: Option<AssessmentDue>,
    pub profile: Profile,
    pub safe_contact: SafeContact,
    /// Names of the identity fields that hold something; their values come by `reveal`.
    pub identity_fields: Vec<String>,
    /// How the caller stands to this case.
    pub relation: Relation,
}
