//! What one decides a payment by, beside the line that says what is asked.

use yaninda_shared::{approvals::WaitingApproval, services::FieldValue, values::Money};

use crate::{
    format,
    i18n::{k, tf},
};

/// To whom, for which days, why, from which fund, above which limit.
pub(super) fn facts(one: &WaitingApproval) -> Vec<String> {
    let Some(asked) = &one.approval.asked else { return Vec::new() };
    let payment = &asked.payment;
    let day = |key: &str| match payment.details.get(key) {
        Some(FieldValue::Text(day)) => day.as_str().parse().ok().map(format::day),
        _ => None,
    };
    let days = match (day("from"), day("to")) {
        (Some(from), Some(to)) => tf(k::FUNDS_DAYS, &[("from", &from), ("to", &to)]),
        (from, _) => from.unwrap_or_else(|| format::day(asked.occurred_on)),
    };
    let fund = payment.fund.as_ref().map(|fund| {
        let left = one.fund_left.and_then(|left| Money::new(left, payment.cost.currency()).ok());
        match left {
            Some(left) => tf(k::APPROVALS_FUND_LEFT, &[("fund", fund.as_str()), ("left", &format::money(&left))]),
            None => tf(k::APPROVALS_FUND, &[("fund", fund.as_str())]),
        }
    });
    let limit = asked.limit.map(|limit| tf(k::APPROVALS_LIMIT, &[("amount", &format::money(&limit))]));
    let provider = payment.provider.as_ref().map(|name| name.as_str().to_owned());
    let note = asked.note.as_ref().map(|note| note.as_str().to_owned());
    [provider, Some(days), note, fund, limit].into_iter().flatten().collect()
}
