//! `CMG`.

use super::{Category, FieldSpec, MODE, ServiceKind, ServiceStatus, Unit, choice, count, flag, text};

const TALK: &[FieldSpec] = &[choice("mode", MODE), count("minutes"), flag("contact_made"), text("by_whom")];

/// Types of category `CMG`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("CMG.home_visit", Unit::Contact, ServiceStatus::Delivered).icon("home").contact().fields(TALK),
    of("CMG.phone", Unit::Contact, ServiceStatus::Delivered).contact().fields(TALK),
    of("CMG.office_meeting", Unit::Contact, ServiceStatus::Delivered).contact().fields(TALK),
    of("CMG.case_conference", Unit::Contact, ServiceStatus::Delivered).fields(&[
        text("agencies"),
        choice("mode", MODE),
        count("minutes"),
        flag("contact_made"),
        text("by_whom"),
    ]),
    of("CMG.referral", Unit::Contact, ServiceStatus::InProgress).fields(&[
        text("agency"),
        flag("accepted"),
        choice("mode", MODE),
        flag("contact_made"),
        text("by_whom"),
    ]),
    of("CMG.advocacy", Unit::Contact, ServiceStatus::Delivered).fields(&[
        text("agency"),
        choice("mode", MODE),
        count("minutes"),
        flag("contact_made"),
        text("by_whom"),
    ]),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::CaseManagement, unit, usual)
}
