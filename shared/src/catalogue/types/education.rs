//! `EDU`.

use super::{Category, FieldSpec, ServiceKind, ServiceStatus, Unit, choice, count, day, flag, percent, text};

const COURSE: &[FieldSpec] =
    &[day("start"), day("end"), count("hours"), percent("attended_percent"), flag("certificate")];

const SCHOOL: &[FieldSpec] =
    &[text("school"), day("start"), day("end"), count("hours"), percent("attended_percent"), flag("certificate")];

/// Types of category `EDU`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("EDU.turkish", Unit::Course, ServiceStatus::InProgress).common().repeats().fields(&[
        choice("level", &["A1", "A2", "B1", "B2", "C1"]),
        day("start"),
        day("end"),
        count("hours"),
        percent("attended_percent"),
        flag("certificate"),
    ]),
    of("EDU.literacy", Unit::Course, ServiceStatus::InProgress).repeats().fields(COURSE),
    of("EDU.school", Unit::Course, ServiceStatus::InProgress).fields(SCHOOL),
    of("EDU.distance_school", Unit::Course, ServiceStatus::InProgress).fields(SCHOOL),
    of("EDU.computer", Unit::Course, ServiceStatus::InProgress).repeats().fields(COURSE),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Education, unit, usual)
}
