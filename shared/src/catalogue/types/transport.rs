//! `TRA`.

use super::{Category, FieldSpec, ServiceKind, ServiceStatus, Unit, hidden};

const TRIP: &[FieldSpec] = &[hidden("route")];

/// Types of category `TRA`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("TRA.local", Unit::Trip, ServiceStatus::Delivered).fields(TRIP),
    of("TRA.intercity", Unit::Trip, ServiceStatus::Delivered).fields(TRIP),
    of("TRA.escort", Unit::Trip, ServiceStatus::Delivered).contact().fields(TRIP),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Transport, unit, usual)
}
