//! What is known about the person and what happened, with HTCDS v2 enumerations. Sealed as one value.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::htcds::{
    DecisionMakingOrg, ExploitationType, Gender, MethodOfControl, ProtectionStatus, Sex, TraffickingStatus,
};
use crate::{
    problem::Checker,
    values::{Country, LanguageTag, LongText, NaiveDate, ShortText, ValueError, check_not_future},
};

/// How and by whom the person was identified.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identification {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub org: Option<DecisionMakingOrg>,
    /// The authority, for instance a provincial directorate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<ShortText>,
    /// Its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<ShortText>,
    /// Who sent the person to the programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referral_source: Option<ShortText>,
}

/// People who depend on the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dependants {
    /// Under 18.
    #[cfg_attr(feature = "openapi", schema(maximum = 30))]
    pub children: u8,
    #[cfg_attr(feature = "openapi", schema(maximum = 30))]
    pub adults: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}

/// The case's profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    pub identification: Identification,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trafficking_status: Option<TraffickingStatus>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 11))]
    pub exploitation: Vec<ExploitationType>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 17))]
    pub control: Vec<MethodOfControl>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// If the full date is not known; the date itself is part of the identity.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1900, maximum = 2100))]
    pub birth_year: Option<i32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub nationalities: Vec<Country>,
    /// Spoken, best first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub languages: Vec<LanguageTag>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protection: Option<ProtectionStatus>,
    pub dependants: Dependants,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<LongText>,
}

impl Profile {
    /// Checks what serde cannot: dates that have come, bounded lists.
    pub fn check(&self, at: &str, today: NaiveDate, checker: &mut Checker) {
        if let Some(day) = self.identification.on {
            checker.check(&format!("{at}.identification.on"), check_not_future(day, today));
        }
        if let Some(year) = self.birth_year {
            if !(1900..=2100).contains(&year) {
                checker.refuse(&format!("{at}.birth_year"), ValueError::ImpossibleDate);
            } else if year > today.year() {
                checker.refuse(&format!("{at}.birth_year"), ValueError::InTheFuture);
            }
        }
        let lists = [
            ("exploitation", self.exploitation.len(), 11),
            ("control", self.control.len(), 17),
            ("nationalities", self.nationalities.len(), 10),
            ("languages", self.languages.len(), 20),
        ];
        for (field, len, most) in lists {
            if len > most {
                checker.refuse(&format!("{at}.{field}"), ValueError::TooLong);
            }
        }
        for (field, count) in [("children", self.dependants.children), ("adults", self.dependants.adults)] {
            if count > 30 {
                checker.refuse(&format!("{at}.dependants.{field}"), ValueError::TooLarge);
            }
        }
    }
}
