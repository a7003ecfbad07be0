//! `INT`.

use super::{Category, FieldSpec, ServiceKind, ServiceStatus, Unit, choice, language};

const WORDS: &[FieldSpec] = &[language("language"), choice("interpreter_gender", &["any", "woman", "man"])];

/// Types of category `INT`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("INT.interpreting", Unit::Hour, ServiceStatus::Delivered).contact().fields(WORDS),
    of("INT.written", Unit::Hour, ServiceStatus::Delivered).fields(WORDS),
    of("INT.mediation", Unit::Hour, ServiceStatus::Delivered).contact().fields(WORDS),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Interpretation, unit, usual)
}
