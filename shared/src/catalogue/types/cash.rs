//! `CAS`.

use super::{Category, FieldSpec, METHOD, ServiceKind, ServiceStatus, Unit, choice, day, text};

const PAYMENT: &[FieldSpec] = &[choice("method", METHOD), day("paid_on"), text("receipt")];

/// Types of category `CAS`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("CAS.one_off", Unit::Payment, ServiceStatus::Delivered).fields(PAYMENT),
    of("CAS.monthly", Unit::Payment, ServiceStatus::Delivered).repeats().fields(&[
        choice("method", METHOD),
        day("paid_on"),
        text("receipt"),
        day("from"),
        day("to"),
    ]),
    of("CAS.social_assistance", Unit::Application, ServiceStatus::Requested).fields(&[
        text("file_no"),
        choice("method", METHOD),
        day("paid_on"),
        text("receipt"),
    ]),
    of("CAS.business_grant", Unit::Payment, ServiceStatus::Planned).fields(PAYMENT),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::Cash, unit, usual)
}
