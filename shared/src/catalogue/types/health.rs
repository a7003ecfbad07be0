//! `MED`.

use super::{Category, DocumentKind, FieldSpec, ServiceKind, ServiceStatus, Unit, day, flag, text};

const VISIT: &[FieldSpec] = &[text("facility"), day("next_visit"), flag("interpreter")];

/// Types of category `MED`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("MED.first_exam", Unit::Visit, ServiceStatus::Delivered).fields(VISIT),
    of("MED.gp", Unit::Visit, ServiceStatus::Delivered).fields(VISIT),
    of("MED.hospital", Unit::Visit, ServiceStatus::Delivered).common().fields(VISIT),
    of("MED.dental", Unit::Visit, ServiceStatus::Delivered).fields(VISIT),
    of("MED.eye", Unit::Visit, ServiceStatus::Delivered).fields(VISIT),
    of("MED.maternity", Unit::Visit, ServiceStatus::Delivered).fields(VISIT),
    of("MED.sexual_reproductive", Unit::Visit, ServiceStatus::Delivered).fields(VISIT),
    of("MED.test", Unit::Visit, ServiceStatus::Delivered).fields(VISIT),
    of("MED.medicine", Unit::Item, ServiceStatus::Delivered).fields(&[text("facility"), day("next_visit")]),
    of("MED.insurance", Unit::Application, ServiceStatus::InProgress)
        .document(DocumentKind::HealthInsurance)
        .fields(&[day("issued"), day("expires")]),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Health, unit, usual).restricted()
}
