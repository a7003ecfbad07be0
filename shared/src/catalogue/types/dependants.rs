//! `CHI`.

use super::{Category, ServiceKind, ServiceStatus, Unit, count, country, day, text};

/// Types of category `CHI`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("CHI.childcare", Unit::Month, ServiceStatus::Delivered).repeats().fields(&[
        text("child"),
        day("from"),
        day("to"),
        count("children"),
    ]),
    of("CHI.school", Unit::Action, ServiceStatus::InProgress).fields(&[text("child"), text("school"), day("start")]),
    of("CHI.health", Unit::Action, ServiceStatus::Delivered).fields(&[
        text("child"),
        text("facility"),
        day("next_visit"),
    ]),
    of("CHI.birth_registration", Unit::Action, ServiceStatus::Requested).fields(&[text("child")]),
    of("CHI.family_tracing", Unit::Action, ServiceStatus::Requested).fields(&[text("child"), country("country")]),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Dependants, unit, usual)
}
