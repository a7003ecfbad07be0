//! Ways to reach the person, each with its own safety.

mod address;

pub use address::{AddressRank, confirmed_on};

use serde::{Deserialize, Serialize};

use crate::{
    ids::{CaseId, ContactId},
    problem::{Checker, FieldError},
    record::Meta,
    values::{EmailAddress, NaiveDate, PhoneNumber, ShortText, check_not_future},
};

text_enum! {
    /// The channel.
    Channel { Phone = "phone", Sms = "sms", Messenger = "messenger", Email = "email", Visit = "visit", ThroughPerson = "through_person" }
}

/// Body of `PUT /cases/{id}/contacts/{contact}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactDraft {
    pub channel: Channel,
    /// Number, address, or who and where; checked by channel.
    pub value: ShortText,
    /// The person said that this channel is safe.
    pub safe: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_confirmed_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

impl ContactDraft {
    /// Checks the value by its channel.
    pub fn validate(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        match self.channel {
            Channel::Phone | Channel::Sms | Channel::Messenger => {
                checker.check("value", PhoneNumber::parse(self.value.as_str()));
            }
            Channel::Email => {
                checker.check("value", EmailAddress::parse(self.value.as_str()));
            }
            Channel::Visit | Channel::ThroughPerson => {}
        }
        if let Some(day) = self.last_confirmed_on {
            checker.check("last_confirmed_on", check_not_future(day, today));
        }
        checker.finish()
    }
}

/// A way to reach the person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactRecord {
    pub id: ContactId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: ContactDraft,
    /// Of an e-mail address: the day the person read a code back that was sent there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proven_on: Option<NaiveDate>,
    /// Such a code is on its way, or waits to be read back.
    #[serde(default)]
    pub code_sent: bool,
}

/// Body of `POST …/contacts/{contact}/proof`: the code as the person reads it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ContactProof {
    /// Six digits, of any script.
    pub code: ShortText,
}
