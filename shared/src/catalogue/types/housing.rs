//! `HOU`.

use super::{Category, FieldSpec, METHOD, ServiceKind, ServiceStatus, Unit, choice, count, day, hidden};

const PAYMENT: &[FieldSpec] =
    &[hidden("landlord"), day("from"), day("to"), count("tranche"), count("of"), choice("method", METHOD)];

/// Types of category `HOU`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("HOU.search", Unit::Action, ServiceStatus::InProgress),
    of("HOU.deposit", Unit::Item, ServiceStatus::Delivered).fields(PAYMENT),
    of("HOU.rent", Unit::Month, ServiceStatus::Delivered).common().repeats().fields(PAYMENT),
    of("HOU.utilities", Unit::Month, ServiceStatus::Delivered).repeats().fields(&[
        choice("bill", &["water", "electricity", "gas", "internet", "other"]),
        day("from"),
        day("to"),
        count("tranche"),
        count("of"),
        choice("method", METHOD),
    ]),
    of("HOU.furniture", Unit::Item, ServiceStatus::Delivered)
        .icon("sofa")
        .common()
        .fields(&[choice("item", &["bed", "wardrobe", "table", "chairs", "sofa", "other"])]),
    of("HOU.appliances", Unit::Item, ServiceStatus::Delivered)
        .icon("sofa")
        .fields(&[choice("item", &["fridge", "stove", "washing_machine", "heater", "other"])]),
    of("HOU.repair", Unit::Item, ServiceStatus::Requested),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Housing, unit, usual)
}
