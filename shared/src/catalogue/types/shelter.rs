//! `SHE`.

use super::{Category, FieldSpec, ServiceKind, ServiceStatus, Unit, choice, day, text};

const STAY: &[FieldSpec] = &[
    day("entry"),
    day("exit"),
    text("bed"),
    choice("exit_reason", &["moved_on", "own_choice", "safety", "rules", "other"]),
];

/// Types of category `SHE`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("SHE.safe_house", Unit::Night, ServiceStatus::Delivered).repeats().contact().fields(STAY),
    of("SHE.hotel", Unit::Night, ServiceStatus::Delivered).fields(STAY),
    of("SHE.relocation", Unit::Action, ServiceStatus::Planned).contact(),
    of("SHE.safety_plan", Unit::Action, ServiceStatus::Delivered).contact().fields(&[day("review")]),
    of("SHE.escort", Unit::Action, ServiceStatus::Delivered).contact(),
    of("SHE.device_check", Unit::Action, ServiceStatus::Delivered)
        .contact()
        .fields(&[choice("found", &["nothing", "tracker", "shared_account", "other"])]),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Shelter, unit, usual)
}
