//! `BAS`.

use super::{Category, FieldSpec, ServiceKind, ServiceStatus, Unit, choice};

const GIVEN: &[FieldSpec] = &[choice("modality", &["in_kind", "voucher", "cash"])];

/// Types of category `BAS`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("BAS.food", Unit::Item, ServiceStatus::Delivered).contact().fields(GIVEN),
    of("BAS.hygiene", Unit::Item, ServiceStatus::Delivered).contact().fields(GIVEN),
    of("BAS.clothing", Unit::Item, ServiceStatus::Delivered).contact().fields(GIVEN),
    of("BAS.winter", Unit::Item, ServiceStatus::Delivered).contact().fields(GIVEN),
    of("BAS.infant", Unit::Item, ServiceStatus::Delivered).contact().fields(GIVEN),
    of("BAS.phone", Unit::Item, ServiceStatus::Delivered).contact().fields(GIVEN),
    of("BAS.transport_card", Unit::Item, ServiceStatus::Delivered).contact().fields(GIVEN),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::BasicNeeds, unit, usual)
}
