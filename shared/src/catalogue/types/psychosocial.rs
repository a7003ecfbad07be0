//! `PSY`.

use super::{Category, FieldSpec, MODE, ServiceKind, ServiceStatus, Unit, choice, count, day, flag, text};

const SESSION: &[FieldSpec] = &[choice("mode", MODE), count("minutes"), flag("attended"), day("next_session")];

/// Types of category `PSY`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("PSY.first_aid", Unit::Session, ServiceStatus::Delivered).contact().fields(SESSION),
    of("PSY.individual", Unit::Session, ServiceStatus::Delivered).common().contact().fields(SESSION),
    of("PSY.group", Unit::Session, ServiceStatus::Delivered).contact().fields(SESSION),
    of("PSY.psychiatry", Unit::Session, ServiceStatus::Delivered).fields(&[
        text("facility"),
        choice("mode", MODE),
        count("minutes"),
        flag("attended"),
        day("next_session"),
    ]),
    of("PSY.crisis", Unit::Session, ServiceStatus::Delivered).contact().fields(SESSION),
    of("PSY.family", Unit::Session, ServiceStatus::Delivered).contact().fields(SESSION),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Psychosocial, unit, usual).restricted()
}
