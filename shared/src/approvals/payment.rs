//! Whether a service may be paid for as it is written, or waits for a supervisor first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    services::{DeliveredBy, FieldValue, ServiceDraft, ServiceStatus},
    values::{FundCode, Money, ShortText},
};

/// Details that say what is paid, to whom and for when. Others are learned later, such as a number or a receipt.
const DETAILS: [&str; 9] = ["landlord", "from", "to", "tranche", "of", "method", "modality", "bill", "item"];

/// Whether a status says that money was spent or may be.
#[must_use]
pub const fn claims_payment(status: ServiceStatus) -> bool {
    matches!(status, ServiceStatus::Approved | ServiceStatus::InProgress | ServiceStatus::Delivered)
}

/// Whether one amount lies within another, of the same currency.
#[must_use]
pub fn within(amount: Money, most: Money) -> bool {
    amount.currency() == most.currency() && amount.minor() <= most.minor()
}

/// What is paid: for what, to whom, from which fund. A supervisor approves this and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Payment {
    pub cost: Money,
    /// Catalogue code of the service.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(example = "HOU.rent"))]
    pub code: String,
    /// Hundredths of the type's unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund: Option<FundCode>,
    pub delivered_by: DeliveredBy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focal_point: Option<ShortText>,
    /// The per-type fields that say what is paid, to whom and for when.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, FieldValue>,
}

impl Payment {
    /// What a service costs, if it costs anything.
    #[must_use]
    pub fn of(draft: &ServiceDraft) -> Option<Self> {
        let details = draft.details.iter().filter(|(key, _)| DETAILS.contains(&key.as_str()));
        Some(Self {
            cost: draft.cost?,
            code: draft.code.clone(),
            quantity: draft.quantity,
            fund: draft.fund.clone(),
            delivered_by: draft.delivered_by,
            provider: draft.provider.clone(),
            focal_point: draft.focal_point.clone(),
            details: details.map(|(key, value)| (key.clone(), value.clone())).collect(),
        })
    }

    /// Whether whoever agreed to this agreed to the other: the same, for as much or less.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        within(other.cost, self.cost) && *self == Self { cost: self.cost, ..other.clone() }
    }
}

/// How the service stood before it is written, and what was decided about it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before<'a> {
    pub status: Option<ServiceStatus>,
    pub payment: Option<&'a Payment>,
    /// What the request that waits asks for.
    pub waiting: Option<&'a Payment>,
    /// Everything that a supervisor approved.
    pub approved: &'a [Payment],
}

/// How a service is written, and what becomes of its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// Nothing is above a limit, or nothing is wanted of the money yet: as it is; a request that waits lapses.
    Free,
    /// A supervisor approved this, or more of it: as it is; a request that waits lapses.
    Covered,
    /// As it is: a supervisor is asked already, or was and the worker did not ask anew.
    Stands,
    /// As `requested`: a supervisor is asked already.
    Held,
    /// As `requested`, and a supervisor is asked; a request for something else lapses.
    Ask,
}

impl Ruling {
    /// The status that is kept instead of the one that was written.
    #[must_use]
    pub const fn status(self, written: ServiceStatus) -> ServiceStatus {
        match self {
            Self::Free | Self::Covered | Self::Stands => written,
            Self::Held | Self::Ask => ServiceStatus::Requested,
        }
    }
}

/// Rules on a service of this status. `limits` has at most one amount a currency; once there is any, a currency without one needs
/// an approval for every amount. What already stood as paid stays so while it is the same and does not cost more. Of what is
/// only planned nobody is asked yet.
#[must_use]
pub fn rule(status: ServiceStatus, payment: Option<&Payment>, limits: &[Money], before: &Before<'_>) -> Ruling {
    let Some(payment) = payment.filter(|payment| above(payment.cost, limits)) else { return Ruling::Free };
    if before.approved.iter().any(|approved| approved.covers(payment)) {
        return Ruling::Covered;
    }
    let claims = claims_payment(status);
    if claims && before.status.is_some_and(claims_payment) && before.payment.is_some_and(|was| was.covers(payment)) {
        return Ruling::Free;
    }
    if !claims && status != ServiceStatus::Requested {
        return Ruling::Free;
    }
    if before.waiting == Some(payment) {
        return if claims { Ruling::Held } else { Ruling::Stands };
    }
    let untouched = before.status == Some(status) && before.payment == Some(payment) && before.waiting.is_none();
    if untouched { Ruling::Stands } else { Ruling::Ask }
}

/// Whether an office with these limits pays as much only with an approval.
fn above(cost: Money, limits: &[Money]) -> bool {
    !limits.is_empty() && cost.minor() > 0 && !limits.iter().any(|limit| within(cost, *limit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::Currency;

    fn lira(units: i64) -> Money {
        Money::new(units * 100, Currency::TRY).unwrap()
    }

    fn rent(cost: Money) -> Payment {
        Payment {
            cost,
            code: "HOU.rent".to_owned(),
            quantity: None,
            fund: None,
            delivered_by: DeliveredBy::Us,
            provider: ShortText::parse("Landlord A").ok(),
            focal_point: None,
            details: BTreeMap::new(),
        }
    }

    fn judge(status: ServiceStatus, cost: Money, limits: &[Money], before: &Before<'_>) -> Ruling {
        rule(status, Some(&rent(cost)), limits, before)
    }

    #[test]
    fn what_claims_a_payment_above_the_limit_is_held_and_asked_for() {
        let limits = [lira(15_000)];
        let fresh = Before::default();
        for status in ServiceStatus::ALL.iter().copied() {
            assert_eq!(judge(status, lira(15_000), &limits, &fresh), Ruling::Free, "{status}: at the limit");
            assert_eq!(rule(status, None, &limits, &fresh), Ruling::Free);
            let ruling = judge(status, lira(15_001), &limits, &fresh);
            let asked = claims_payment(status) || status == ServiceStatus::Requested;
            assert_eq!(ruling, if asked { Ruling::Ask } else { Ruling::Free }, "{status}");
            assert!(!claims_payment(ruling.status(status)), "{status}: nothing is paid unasked");
        }
    }

    #[test]
    fn once_there_is_a_limit_a_currency_without_one_is_above_it() {
        let euro = Money::new(100, Currency::parse("EUR").unwrap()).unwrap();
        let fresh = Before::default();
        assert_eq!(judge(ServiceStatus::Delivered, euro, &[lira(1)], &fresh), Ruling::Ask);
        assert_eq!(judge(ServiceStatus::Delivered, euro, &[], &fresh), Ruling::Free);
        assert_eq!(judge(ServiceStatus::Delivered, lira(900_000), &[], &fresh), Ruling::Free);
    }

    #[test]
    fn what_was_approved_covers_as_much_and_no_more() {
        let (limits, approved) = ([lira(15_000)], [rent(lira(20_000))]);
        let before = Before {
            status: Some(ServiceStatus::Approved),
            payment: approved.first(),
            approved: &approved,
            ..Before::default()
        };
        for cost in [16_000, 20_000] {
            assert_eq!(judge(ServiceStatus::Delivered, lira(cost), &limits, &before), Ruling::Covered);
        }
        let raised = judge(ServiceStatus::Delivered, lira(20_001), &limits, &before);
        assert_eq!((raised, raised.status(ServiceStatus::Delivered)), (Ruling::Ask, ServiceStatus::Requested));
    }

    #[test]
    fn what_stood_as_paid_before_there_was_a_limit_stays_so() {
        let was = rent(lira(20_000));
        let before = Before { status: Some(ServiceStatus::Delivered), payment: Some(&was), ..Before::default() };
        assert_eq!(judge(ServiceStatus::Delivered, lira(20_000), &[lira(15_000)], &before), Ruling::Free);
        assert_eq!(judge(ServiceStatus::Delivered, lira(21_000), &[lira(15_000)], &before), Ruling::Ask);
    }

    #[test]
    fn one_amount_is_asked_for_once_until_the_worker_asks_anew() {
        let limits = [lira(15_000)];
        let was = rent(lira(20_000));
        let waiting = Before {
            status: Some(ServiceStatus::Requested),
            payment: Some(&was),
            waiting: Some(&was),
            ..Before::default()
        };
        assert_eq!(judge(ServiceStatus::Requested, lira(20_000), &limits, &waiting), Ruling::Stands);
        assert_eq!(judge(ServiceStatus::Delivered, lira(20_000), &limits, &waiting), Ruling::Held);
        assert_eq!(judge(ServiceStatus::Requested, lira(18_000), &limits, &waiting), Ruling::Ask);
        assert_eq!(judge(ServiceStatus::Cancelled, lira(20_000), &limits, &waiting), Ruling::Free);
        let refused = Before { waiting: None, ..waiting };
        assert_eq!(judge(ServiceStatus::Requested, lira(20_000), &limits, &refused), Ruling::Stands);
        assert_eq!(judge(ServiceStatus::Delivered, lira(20_000), &limits, &refused), Ruling::Ask);
    }

    #[test]
    fn what_is_approved_is_what_is_paid() {
        let (limits, was) = ([lira(15_000)], rent(lira(20_000)));
        let approved = [was.clone()];
        let changes: [fn(&mut Payment); 6] = [
            |payment| payment.code = "HOU.furniture".to_owned(),
            |payment| payment.fund = FundCode::parse("EU-B").ok(),
            |payment| payment.provider = ShortText::parse("Shop B").ok(),
            |payment| payment.quantity = Some(200),
            |payment| payment.delivered_by = DeliveredBy::Referred,
            |payment| drop(payment.details.insert("landlord".to_owned(), FieldValue::Flag(true))),
        ];
        for change in changes {
            let mut other = was.clone();
            change(&mut other);
            for (status, before) in [
                (ServiceStatus::Requested, Before { waiting: Some(&was), ..Before::default() }),
                (ServiceStatus::Approved, Before { approved: &approved, ..Before::default() }),
                (ServiceStatus::Delivered, Before { approved: &approved, ..Before::default() }),
            ] {
                let before = Before { status: Some(status), payment: Some(&was), ..before };
                assert_eq!(rule(ServiceStatus::Delivered, Some(&other), &limits, &before), Ruling::Ask, "{other:?}");
            }
        }
    }
}
