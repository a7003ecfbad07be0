//! What a category adds up to: quantities by unit and money by currency.

use yaninda_shared::{
    catalogue::{self, Unit},
    services::{ServiceRecord, ServiceStatus},
    values::{Currency, Money},
};

use crate::{format, i18n::Label};

/// Sums of the entries in this status; withdrawn ones do not count.
pub(super) fn totals<'a>(services: impl Iterator<Item = &'a ServiceRecord>, status: ServiceStatus) -> Vec<String> {
    let mut money: Vec<(Currency, i64)> = Vec::new();
    let mut units: Vec<(Unit, i64)> = Vec::new();
    for service in services.filter(|service| !service.withdrawn && service.draft.status == status) {
        if let Some(cost) = &service.draft.cost {
            add(&mut money, cost.currency(), cost.minor());
        }
        if let (Some(quantity), Some(kind)) = (service.draft.quantity, catalogue::find(&service.draft.code)) {
            add(&mut units, kind.unit, quantity);
        }
    }
    let money = money.into_iter().filter_map(|(currency, minor)| Money::new(minor, currency).ok());
    let money = money.map(|sum| format::money(&sum));
    let units = units.into_iter().map(|(unit, sum)| [unit.label(), ": ", &format::quantity(sum)].concat());
    money.chain(units).collect()
}

fn add<K: PartialEq>(sums: &mut Vec<(K, i64)>, key: K, value: i64) {
    match sums.iter_mut().find(|(known, _)| *known == key) {
        Some((_, sum)) => *sum = sum.saturating_add(value),
        None => sums.push((key, value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rent(minor: i64, currency: &str, status: &str, withdrawn: bool) -> ServiceRecord {
        let id = yaninda_shared::ids::ServiceId::from_parts(1, [0; 10]);
        serde_json::from_value(serde_json::json!({
            "id": id, "case": id, "version": 1, "created_at": 0, "created_by": id, "updated_at": 0, "updated_by": id,
            "type": "HOU.rent", "status": status, "occurred_on": "2026-11-05", "delivered_by": "us",
            "confidentiality": "team", "quantity": 100, "cost": {"minor": minor, "currency": currency},
            "withdrawn": withdrawn
        }))
        .unwrap()
    }

    #[test]
    fn money_is_added_by_currency_and_only_what_was_delivered() {
        let all = [
            rent(1_850_000, "TRY", "delivered", false),
            rent(1_850_000, "TRY", "delivered", false),
            rent(9_000, "EUR", "delivered", false),
            rent(500, "TRY", "planned", false),
            rent(700, "TRY", "delivered", true),
        ];
        let said = totals(all.iter(), ServiceStatus::Delivered);
        assert_eq!(said, ["37000\u{a0}TRY", "90\u{a0}EUR", "months: 3"]);
    }
}
