//! `DOC`.

use super::{
    Category, DocumentKind, FieldSpec, ServiceKind, ServiceStatus, Unit, count, day, flag, language, number, text,
};

const PAPER: &[FieldSpec] =
    &[number("number"), text("issuer"), day("issued"), day("expires"), count("fee"), flag("copy_stored")];

/// Types of category `DOC`.
pub(super) const TYPES: &[ServiceKind] = &[
    of("DOC.identity_card", Unit::Document, ServiceStatus::InProgress)
        .common()
        .document(DocumentKind::IdentityCard)
        .fields(PAPER),
    of("DOC.passport", Unit::Document, ServiceStatus::Requested).document(DocumentKind::Passport).fields(PAPER),
    of("DOC.travel_document", Unit::Document, ServiceStatus::Requested)
        .document(DocumentKind::TravelDocument)
        .fields(PAPER),
    of("DOC.consulate", Unit::Visit, ServiceStatus::Planned).fields(&[
        text("consulate"),
        flag("interpreter"),
        count("fee"),
    ]),
    of("DOC.birth_registration", Unit::Document, ServiceStatus::Requested)
        .document(DocumentKind::BirthCertificate)
        .fields(PAPER),
    of("DOC.marriage_registration", Unit::Document, ServiceStatus::Requested)
        .document(DocumentKind::MarriageCertificate)
        .fields(PAPER),
    of("DOC.translation", Unit::Document, ServiceStatus::Delivered).fields(&[
        language("language"),
        count("pages"),
        count("fee"),
    ]),
    of("DOC.notary", Unit::Document, ServiceStatus::Delivered).fields(&[text("issuer"), count("fee")]),
    of("DOC.lost_report", Unit::Document, ServiceStatus::Delivered).fields(&[text("station"), count("fee")]),
    of("DOC.photo", Unit::Item, ServiceStatus::Delivered),
];

const fn of(code: &'static str, unit: Unit, usual: ServiceStatus) -> ServiceKind {
    ServiceKind::new(code, Category::IdentityDocuments, unit, usual)
}
