//! `EMP`.

use super::{Category, FieldSpec, ServiceKind, ServiceStatus, Unit, choice, count, day, flag, percent, text};

const WORK: &[FieldSpec] = &[
    text("employer"),
    flag("employer_safe"),
    text("sector"),
    flag("contract"),
    flag("insured"),
    choice("wage_band", &["below_minimum", "minimum", "above_minimum"]),
    day("start"),
    day("end"),
];

/// Types of category `EMP`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("EMP.cv", Unit::Action, ServiceStatus::Delivered).contact(),
    of("EMP.vocational", Unit::Course, ServiceStatus::InProgress).repeats().fields(&[
        text("employer"),
        flag("employer_safe"),
        day("start"),
        day("end"),
        count("hours"),
        percent("attended_percent"),
        flag("certificate"),
    ]),
    of("EMP.apprenticeship", Unit::Placement, ServiceStatus::InProgress).fields(WORK),
    of("EMP.matching", Unit::Action, ServiceStatus::InProgress).fields(&[
        text("employer"),
        flag("employer_safe"),
        text("sector"),
    ]),
    of("EMP.placement", Unit::Placement, ServiceStatus::Delivered).common().fields(WORK),
    of("EMP.retention", Unit::Action, ServiceStatus::Delivered).contact().fields(&[
        choice("day", &["30", "90", "180"]),
        flag("still_employed"),
        flag("insured"),
    ]),
    of("EMP.business_plan", Unit::Action, ServiceStatus::InProgress).contact(),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Livelihood, unit, usual)
}
