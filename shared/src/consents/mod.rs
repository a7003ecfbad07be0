//! Consent: who agreed to what, for which purpose, in which language; withdrawing keeps the history.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{CaseId, ConsentId},
    problem::{Checker, FieldError},
    record::Meta,
    values::{LanguageTag, NaiveDate, ShortText, ValueError, check_not_future},
};

text_enum! {
    /// What the person agreed to.
    ConsentScope {
        Services = "services",
        DataKept = "data_kept",
        SharingPartners = "sharing_partners",
        SharingAuthorities = "sharing_authorities",
        Photos = "photos",
        Email = "email",
        Phone = "phone",
        Reporting = "reporting",
    }
}

text_enum! {
    /// Who gave it.
    ConsentBy { Person = "person", Guardian = "guardian", Representative = "representative" }
}

/// Body of `PUT /cases/{id}/consents/{consent}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentDraft {
    pub given_by: ConsentBy,
    /// At least one.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 8))]
    pub scope: Vec<ConsentScope>,
    pub purpose: ShortText,
    /// The language it was explained in.
    pub language: LanguageTag,
    pub given_on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

impl ConsentDraft {
    /// Checks a consent on its own.
    pub fn validate(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        self.check("", today, &mut checker);
        checker.finish()
    }

    /// Checks scope and date; `at` ends in a dot or is empty.
    pub fn check(&self, at: &str, today: NaiveDate, checker: &mut Checker) {
        checker.check(&format!("{at}given_on"), check_not_future(self.given_on, today));
        if self.scope.is_empty() {
            checker.refuse(&format!("{at}scope"), ValueError::Missing);
        }
        if self.scope.len() > 8 {
            checker.refuse(&format!("{at}scope"), ValueError::TooLong);
        }
    }
}

/// Body of `POST …/consents/{consent}/withdraw`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentWithdrawal {
    pub on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ShortText>,
}

/// A recorded consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentRecord {
    pub id: ConsentId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: ConsentDraft,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraw_reason: Option<ShortText>,
}
