//! Offices: the tenants.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    ids::OfficeId,
    problem::{Checker, FieldError},
    values::{Country, Money, NeutralPhrase, ShortText, ValueError},
};

/// Body of `PUT /offices/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeDraft {
    pub name: ShortText,
    /// Days without contact after which a case is quiet, 7 to 365.
    #[cfg_attr(feature = "openapi", schema(minimum = 7, maximum = 365))]
    pub quiet_days: i32,
    /// Days after which safe contact must be confirmed again, 7 to 365.
    #[cfg_attr(feature = "openapi", schema(minimum = 7, maximum = 365))]
    pub confirm_days: i32,
    /// The name that mails to survivors come from, such as "Appointments"; only the address if it is not set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_sender: Option<NeutralPhrase>,
    /// Their subject; the day and time of the appointment if it is not set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_subject: Option<NeutralPhrase>,
    /// Whose law its deadlines follow; only rules that hold everywhere if it is not set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// The most that is paid without a supervisor's approval, at most one amount a currency; once there is any, nothing is paid
    /// without one in another currency. Of other offices than the caller's own it is not told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub approval_limits: Vec<Money>,
}

/// Most currencies with a limit.
const MOST_LIMITS: usize = 20;

impl OfficeDraft {
    /// Checks the ranges.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        for (field, days) in [("quiet_days", self.quiet_days), ("confirm_days", self.confirm_days)] {
            if !(7..=365).contains(&days) {
                checker.refuse(field, if days < 7 { ValueError::TooShort } else { ValueError::TooLarge });
            }
        }
        let currencies: BTreeSet<_> = self.approval_limits.iter().map(Money::currency).collect();
        if currencies.len() < self.approval_limits.len() {
            checker.refuse("approval_limits", ValueError::Taken);
        } else if currencies.len() > MOST_LIMITS {
            checker.refuse("approval_limits", ValueError::TooLong);
        }
        checker.finish()
    }
}

/// An office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeRecord {
    pub id: OfficeId,
    pub version: i64,
    /// Two to six capital letters or digits that begin its case numbers.
    pub code: String,
    #[serde(flatten)]
    pub draft: OfficeDraft,
}
