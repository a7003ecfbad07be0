//! How a request is shown.

use serde::{Deserialize, Serialize};

use super::{
    kind::{ApprovalKind, ApprovalState},
    payment::Payment,
};
use crate::{
    cases::CloseReason,
    ids::{ApprovalId, CaseId, OfficeId, ServiceId, UserId},
    policy::{concerned, independent},
    record::Meta,
    values::{CodeName, LongText, Money, NaiveDate, ShortText, Stamp},
};

/// What a payment is asked for, as it was written when somebody asked. Hidden details are masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentAsked {
    #[serde(flatten)]
    pub payment: Payment,
    pub occurred_on: NaiveDate,
    /// The note of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
    /// The limit that it is above; a currency may have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Money>,
}

/// A request. Who created it asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApprovalRecord {
    pub id: ApprovalId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    pub kind: ApprovalKind,
    pub state: ApprovalState,
    /// Of a payment: for what, how much, and who logged it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logged_by: Option<UserId>,
    /// Who last changed what is asked for, if anybody has since it was logged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amended_by: Option<UserId>,
    /// What is asked for: what is paid is this and nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<PaymentAsked>,
    /// Of a transfer: where to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_reason: Option<CloseReason>,
    /// Why it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
    /// When it stopped waiting, and through whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<Stamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<UserId>,
    /// Why it was decided so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<ShortText>,
    /// It waits, and nobody in the office could decide it: every supervisor there is asked for it or logged it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nobody_decides: bool,
}

impl ApprovalRecord {
    /// Whether four eyes let this person decide it.
    #[must_use]
    pub fn independent_of(&self, decider: UserId) -> bool {
        independent(decider, concerned(self.meta.created_by, self.logged_by, self.amended_by))
    }
}

/// A request on the list of what waits in the office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingApproval {
    #[serde(flatten)]
    pub approval: ApprovalRecord,
    pub code_name: CodeName,
    pub number: String,
    /// Of a payment: the catalogue code of its service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_type: Option<String>,
    /// Of a payment: minor units that its fund has left in this currency, if an amount is set for these days. Below zero for a
    /// fund that is overspent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund_left: Option<i64>,
}

/// Answer of `POST …/decide`: after a transfer the case is not there to be shown any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decided {
    pub id: ApprovalId,
    pub case: CaseId,
    pub state: ApprovalState,
}

/// Services of one case and currency within 30 days that are together above the limit and each within it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SplitPayment {
    pub case: CaseId,
    pub code_name: CodeName,
    pub number: String,
    /// Catalogue codes, each once.
    pub service_types: Vec<String>,
    /// The day of the first and of the last.
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub services: i64,
    pub total: Money,
}
