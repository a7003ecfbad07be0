//! `RES`.

use super::{Category, DocumentKind, FieldSpec, ServiceKind, ServiceStatus, Unit, choice, day, number, text};

const PERMIT: &[FieldSpec] = &[
    text("file_no"),
    text("office"),
    number("number"),
    day("biometrics"),
    day("issued"),
    day("valid_from"),
    day("expires"),
    day("legal_max"),
    choice("decision", &["granted", "refused", "withdrawn"]),
    day("decision_on"),
    day("appeal_by"),
];

/// Types of category `RES`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("RES.victim_permit_first", Unit::Document, ServiceStatus::InProgress)
        .common()
        .document(DocumentKind::VictimPermitFirst)
        .fields(PERMIT),
    of("RES.victim_permit_extension", Unit::Document, ServiceStatus::InProgress)
        .document(DocumentKind::VictimPermitExtension)
        .fields(PERMIT),
    of("RES.residence_permit", Unit::Document, ServiceStatus::InProgress)
        .common()
        .document(DocumentKind::ResidencePermit)
        .fields(PERMIT),
    of("RES.protection_request", Unit::Application, ServiceStatus::Requested).fields(&[
        text("office"),
        text("file_no"),
        day("interview"),
    ]),
    of("RES.protection_registration", Unit::Application, ServiceStatus::InProgress)
        .common()
        .document(DocumentKind::ProtectionApplication)
        .fields(PERMIT),
    of("RES.applicant_card", Unit::Document, ServiceStatus::InProgress)
        .document(DocumentKind::ApplicantCard)
        .fields(PERMIT),
    of("RES.refugee_id", Unit::Document, ServiceStatus::InProgress).document(DocumentKind::RefugeeId).fields(PERMIT),
    of("RES.conditional_refugee_id", Unit::Document, ServiceStatus::InProgress)
        .common()
        .document(DocumentKind::ConditionalRefugeeId)
        .fields(PERMIT),
    of("RES.subsidiary_protection_id", Unit::Document, ServiceStatus::InProgress)
        .document(DocumentKind::SubsidiaryProtectionId)
        .fields(PERMIT),
    of("RES.temporary_protection", Unit::Document, ServiceStatus::InProgress)
        .document(DocumentKind::TemporaryProtectionId)
        .fields(PERMIT),
    of("RES.foreigner_number", Unit::Document, ServiceStatus::InProgress)
        .document(DocumentKind::ForeignerNumber)
        .fields(&[number("number"), day("issued")]),
    of("RES.address_registration", Unit::Application, ServiceStatus::Delivered)
        .fields(&[text("office"), day("issued")]),
    of("RES.work_permit", Unit::Document, ServiceStatus::Requested).document(DocumentKind::WorkPermit).fields(PERMIT),
    of("RES.statelessness", Unit::Application, ServiceStatus::Requested).fields(&[
        text("office"),
        text("file_no"),
        choice("decision", &["granted", "refused", "withdrawn"]),
        day("decision_on"),
        day("appeal_by"),
    ]),
    of("RES.appeal", Unit::Application, ServiceStatus::InProgress).fields(&[
        text("court"),
        text("file_no"),
        choice("decision", &["granted", "refused", "withdrawn"]),
        day("decision_on"),
        day("appeal_by"),
    ]),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::ResidenceProtection, unit, usual)
}
