//! `RET`.

use super::{Category, FieldSpec, ServiceKind, ServiceStatus, Unit, country, day, text};

const RETURN: &[FieldSpec] = &[country("country"), day("risk_assessed"), text("follow_up")];

/// Types of category `RET`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("RET.counselling", Unit::Action, ServiceStatus::Delivered).contact().fields(RETURN),
    of("RET.pre_departure", Unit::Action, ServiceStatus::InProgress).contact().fields(RETURN),
    of("RET.ticket", Unit::Action, ServiceStatus::InProgress).fields(RETURN),
    of("RET.travel_document", Unit::Action, ServiceStatus::Requested).fields(RETURN),
    of("RET.reception", Unit::Action, ServiceStatus::Planned).contact().fields(RETURN),
    of("RET.grant", Unit::Action, ServiceStatus::Planned).fields(RETURN),
    of("RET.monitoring", Unit::Action, ServiceStatus::Planned).contact().fields(RETURN),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Return, unit, usual)
}
