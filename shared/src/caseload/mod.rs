//! All open cases of one worker, and handing them to others at once.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::{
    cases::{CaseStatus, Risk},
    ids::{CaseId, UserId},
    problem::{Checker, FieldError},
    values::{CodeName, LocalTime, NaiveDate, ShortText, ValueError},
};

/// One case of a caseload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseloadCase {
    pub id: CaseId,
    pub version: i64,
    pub code_name: CodeName,
    pub number: String,
    pub status: CaseStatus,
    pub risk: Risk,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_due_on: Option<NaiveDate>,
    /// The next appointment, in the time of its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_appointment: Option<LocalTime>,
    pub open_tasks: i64,
}

/// Answer of `GET /users/{user}/caseload`: the open cases whose worker this is, by number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Caseload {
    pub user: UserId,
    pub cases: Vec<CaseloadCase>,
}

/// A case as the preview showed it, and who is to have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseToReassign {
    pub id: CaseId,
    pub version: i64,
    /// Another worker than the one who takes all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<UserId>,
}

/// Most cases that are passed on at once; nobody works on so many.
pub const MOST: usize = 1000;

/// Body of `POST /users/{user}/caseload/reassign`: the whole caseload as the preview showed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reassignment {
    /// Who takes every case that names nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<UserId>,
    /// Stands with each case, sealed.
    pub reason: ShortText,
    #[cfg_attr(feature = "openapi", schema(max_items = 1000))]
    pub cases: Vec<CaseToReassign>,
}

impl Reassignment {
    /// Who is to have this case.
    #[must_use]
    pub fn taker(&self, case: &CaseToReassign) -> Option<UserId> {
        case.to.or(self.to)
    }

    /// Each case once, each with somebody else than who has it.
    pub fn validate(&self, from: UserId) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        if self.cases.is_empty() {
            checker.refuse("cases", ValueError::Missing);
        } else if self.cases.len() > MOST {
            checker.refuse("cases", ValueError::TooLong);
            return checker.finish();
        }
        if self.to == Some(from) {
            checker.refuse("to", ValueError::NotAllowedHere);
        }
        let mut seen = HashSet::new();
        for (index, case) in self.cases.iter().enumerate() {
            if !seen.insert(case.id) {
                checker.refuse(&format!("cases.{index}.id"), ValueError::Taken);
            }
            match self.taker(case) {
                None => checker.refuse("to", ValueError::Missing),
                Some(_) if case.to == Some(from) => {
                    checker.refuse(&format!("cases.{index}.to"), ValueError::NotAllowedHere);
                }
                Some(_) => {}
            }
        }
        checker.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RawId;

    #[test]
    fn so_many_cases_are_passed_on_and_no_more() {
        let raw = |number: usize| RawId(uuid::Uuid::from_u128(u128::try_from(number).unwrap()));
        let wish = |count: usize| Reassignment {
            to: Some(UserId::from_raw(raw(1))),
            reason: ShortText::parse("Leaves").unwrap(),
            cases: (0..count).map(|n| CaseToReassign { id: CaseId::from_raw(raw(n)), version: 1, to: None }).collect(),
        };
        let refused = |count| wish(count).validate(UserId::from_raw(raw(2))).err().map(|errors| errors[0].code.clone());
        assert_eq!((refused(MOST), refused(0).as_deref()), (None, Some("missing")));
        assert_eq!(refused(MOST + 1).as_deref(), Some("too_long"));
    }
}
