//! What a form sends to open or edit a case.

use serde::{Deserialize, Serialize};

use super::{identity::Identity, profile::Profile, safe_contact::SafeContact, status::Risk};
use crate::{
    consents::{ConsentDraft, ConsentScope},
    ids::{ConsentId, ReferralId},
    problem::{Checker, FieldError},
    values::{CodeName, NaiveDate, ValueError, check_not_future},
};

/// Body of `PUT /cases/{id}`. Opening needs `consent_id` and a `consent` to services and to keeping data; editing
/// refuses them. `identity` left out
/// stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseDraft {
    pub code_name: CodeName,
    pub risk: Risk,
    pub opened_on: NaiveDate,
    #[serde(default)]
    pub profile: Profile,
    #[serde(default)]
    pub safe_contact: SafeContact,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_id: Option<ConsentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentDraft>,
    /// The referral that it is opened from; afterwards only the referral says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<ReferralId>,
}

impl CaseDraft {
    /// Checks the draft of a new case.
    pub fn check_open(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        self.check_common(today, &mut checker);
        match &self.consent {
            None => checker.refuse("consent", ValueError::Missing),
            Some(consent) => {
                consent.check("consent.", today, &mut checker);
                // A case is kept and served: nothing less than that must have been agreed to.
                let needed = [ConsentScope::Services, ConsentScope::DataKept];
                if !consent.scope.is_empty() && needed.iter().any(|scope| !consent.scope.contains(scope)) {
                    checker.refuse("consent.scope", ValueError::Missing);
                }
            }
        }
        if self.consent_id.is_none() {
            checker.refuse("consent_id", ValueError::Missing);
        }
        checker.finish()
    }

    /// Checks the draft of an edit.
    pub fn check_edit(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        self.check_common(today, &mut checker);
        if self.consent.is_some() {
            checker.refuse("consent", ValueError::NotAllowedHere);
        }
        if self.consent_id.is_some() {
            checker.refuse("consent_id", ValueError::NotAllowedHere);
        }
        if self.referral.is_some() {
            checker.refuse("referral", ValueError::NotAllowedHere);
        }
        checker.finish()
    }

    fn check_common(&self, today: NaiveDate, checker: &mut Checker) {
        checker.check("opened_on", check_not_future(self.opened_on, today));
        self.profile.check("profile", today, checker);
        self.safe_contact.check("safe_contact", today, checker);
        if let Some(identity) = &self.identity {
            identity.check("identity", today, checker);
        }
    }
}
