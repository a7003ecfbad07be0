//! Filters of the list of cases.

use serde::{Deserialize, Serialize};

use super::status::{CaseStatus, Risk};
use crate::{
    catalogue::Category,
    ids::UserId,
    values::{Country, NaiveDate},
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
    pub worker: Option<UserId>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<CaseSort>,
}
