//! Offices: the tenants.

use serde::{Deserialize, Serialize};

use crate::{
    ids::OfficeId,
    problem::{Checker, FieldError},
    values::{NeutralPhrase, ShortText, ValueError},
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
}

impl OfficeDraft {
    /// Checks the ranges.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        for (field, days) in [("quiet_days", self.quiet_days), ("confirm_days", self.confirm_days)] {
            if !(7..=365).contains(&days) {
                checker.refuse(field, if days < 7 { ValueError::TooShort } else { ValueError::TooLarge });
            }
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
