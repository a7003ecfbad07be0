//! Filters of the list of cases.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::status::{CaseStatus, Risk};
use crate::{
    catalogue::Category,
    ids::UserId,
    values::{Country, NaiveDate, ValueError},
};

text_enum! {
    /// Order of the list.
    CaseSort { Recent = "recent", NextDue = "next_due" }
}

/// Query of `GET /cases`; also what a saved view holds. Everything left out does not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseFilter {
    /// Only cases assigned to or shared with the caller.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mine: bool,
    /// Closed cases too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<CaseStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<Risk>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "none"))]
    pub worker: Option<OfWorker>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nationality: Option<Country>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<Category>,
    /// No contact since this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_since: Option<NaiveDate>,
    /// No contact for so many days: what a saved view holds, because a day would grow old.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_days: Option<u16>,
    /// Opened by nobody for so many days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unopened_days: Option<u16>,
    /// Open ones whose assessment is late.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rating_overdue: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<CaseSort>,
}

/// Whose cases: one worker's, or those that nobody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum OfWorker {
    Nobody,
    User(UserId),
}

impl FromStr for OfWorker {
    type Err = ValueError;
    fn from_str(text: &str) -> Result<Self, ValueError> {
        match text {
            "none" => Ok(Self::Nobody),
            user => user.parse().map(Self::User),
        }
    }
}

impl TryFrom<String> for OfWorker {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        text.parse()
    }
}

impl From<OfWorker> for String {
    fn from(worker: OfWorker) -> Self {
        match worker {
            OfWorker::Nobody => "none".to_owned(),
            OfWorker::User(user) => user.to_string(),
        }
    }
}
