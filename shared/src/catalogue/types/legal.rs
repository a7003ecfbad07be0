//! `LEG`.

use super::{Category, FieldSpec, ServiceKind, ServiceStatus, Unit, day, flag, hidden, text};

const FILE: &[FieldSpec] = &[hidden("case_no"), text("lawyer"), day("hearing")];

const COURT: &[FieldSpec] = &[text("court"), hidden("case_no"), text("lawyer"), day("hearing"), flag("interpreter")];

/// Types of category `LEG`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("LEG.advice", Unit::Hour, ServiceStatus::Delivered).common().contact().fields(FILE),
    of("LEG.bar_lawyer", Unit::Hour, ServiceStatus::Requested).fields(FILE),
    of("LEG.statement", Unit::Hour, ServiceStatus::Delivered).contact().fields(&[
        hidden("case_no"),
        text("lawyer"),
        day("hearing"),
        flag("interpreter"),
    ]),
    of("LEG.court_escort", Unit::Hearing, ServiceStatus::Planned).contact().fields(COURT),
    of("LEG.compensation", Unit::Hearing, ServiceStatus::InProgress).fields(COURT),
    of("LEG.debt", Unit::Hour, ServiceStatus::InProgress).fields(FILE),
    of("LEG.custody", Unit::Hearing, ServiceStatus::InProgress).fields(COURT),
    of("LEG.protection_order", Unit::Hearing, ServiceStatus::InProgress).fields(&[
        text("court"),
        hidden("case_no"),
        text("lawyer"),
        day("hearing"),
        day("issued"),
        day("expires"),
    ]),
    of("LEG.labour_claim", Unit::Hearing, ServiceStatus::InProgress).fields(COURT),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Legal, unit, usual).restricted()
}
