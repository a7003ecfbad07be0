//! People assisted, by sex and age group. For supervisors: exact.

use serde::{Deserialize, Serialize};

use crate::cases::Sex;

text_enum! {
    /// Grown up or not, in the year their case was opened: so nobody changes groups between two reports.
    AgeGroup { Adult = "adult", Child = "child", Unknown = "unknown" }
}

/// The age from which on somebody is grown up.
const GROWN: i32 = 18;

impl AgeGroup {
    /// The group of somebody born in this year whose case was opened in that.
    #[must_use]
    pub fn of(birth_year: Option<i32>, opened: i32) -> Self {
        match birth_year {
            None => Self::Unknown,
            Some(year) if opened - year >= GROWN => Self::Adult,
            Some(_) => Self::Child,
        }
    }
}

/// So many people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeopleCount {
    pub sex: Sex,
    pub age: AgeGroup,
    pub people: u32,
}

/// Answer of `GET /reports/people?from=2026-01&to=2026-12`: who got a service that was delivered in these months, each
/// counted once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeopleReport {
    pub from: String,
    pub to: String,
    pub rows: Vec<PeopleCount>,
    pub total: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_turns_eighteen_in_the_year_is_grown_up() {
        assert_eq!(AgeGroup::of(Some(2008), 2026), AgeGroup::Adult);
        assert_eq!(AgeGroup::of(Some(2009), 2026), AgeGroup::Child);
        assert_eq!(AgeGroup::of(None, 2026), AgeGroup::Unknown);
    }
}
