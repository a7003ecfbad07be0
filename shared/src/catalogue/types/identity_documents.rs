//! `DOC`.

use super::{Category, Confidentiality, DocumentKind, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[
    FieldSpec { key: "number", kind: FieldKind::Text },
    FieldSpec { key: "issuer", kind: FieldKind::Text },
    FieldSpec { key: "issued", kind: FieldKind::Day },
    FieldSpec { key: "expires", kind: FieldKind::Day },
    FieldSpec { key: "copy_stored", kind: FieldKind::Flag },
];

const FIELDS_2: &[FieldSpec] =
    &[FieldSpec { key: "consulate", kind: FieldKind::Text }, FieldSpec { key: "interpreter", kind: FieldKind::Flag }];

const FIELDS_3: &[FieldSpec] =
    &[FieldSpec { key: "language", kind: FieldKind::Language }, FieldSpec { key: "pages", kind: FieldKind::Count }];

const FIELDS_4: &[FieldSpec] = &[FieldSpec { key: "issuer", kind: FieldKind::Text }];

const FIELDS_5: &[FieldSpec] = &[FieldSpec { key: "station", kind: FieldKind::Text }];

/// Types of category `DOC`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "DOC.identity_card",
        category: Category::IdentityDocuments,
        unit: Unit::Document,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "id",
        common: true,
        repeats: false,
        document: Some(DocumentKind::IdentityCard),
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "DOC.passport",
        category: Category::IdentityDocuments,
        unit: Unit::Document,
        usual: ServiceStatus::Requested,
        confidentiality: Confidentiality::Team,
        icon: "id",
        common: false,
        repeats: false,
        document: Some(DocumentKind::Passport),
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "DOC.travel_document",
        category: Category::IdentityDocuments,
        unit: Unit::Document,
        usual: ServiceStatus::Requested,
        confidentiality: Confidentiality::Team,
        icon: "id",
        common: false,
        repeats: false,
        document: Some(DocumentKind::TravelDocument),
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "DOC.consulate",
        category: Category::IdentityDocuments,
        unit: Unit::Visit,
        usual: ServiceStatus::Planned,
        confidentiality: Confidentiality::Team,
        icon: "id",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_2,
    },
    ServiceKind {
        code: "DOC.birth_registration",
        category: Category::IdentityDocuments,
        unit: Unit::Document,
        usual: ServiceStatus::Requested,
        confidentiality: Confidentiality::Team,
        icon: "id",
        common: false,
        repeats: false,
        document: Some(DocumentKind::BirthCertificate),
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "DOC.marriage_registration",
        category: Category::IdentityDocuments,
        unit: Unit::Document,
        usual: ServiceStatus::Requested,
        confidentiality: Confidentiality::Team,
        icon: "id",
        common: false,
        repeats: false,
        document: Some(DocumentKind::MarriageCertificate),
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "DOC.translation",
        category: Category::IdentityDocuments,
        unit: Unit::Document,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "id",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_3,
    },
    ServiceKind {
        code: "DOC.notary",
        category: Category::IdentityDocuments,
        unit: Unit::Document,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "id",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_4,
    },
    ServiceKind {
        code: "DOC.lost_report",
        category: Category::IdentityDocuments,
        unit: Unit::Document,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "id",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_5,
    },
    ServiceKind {
        code: "DOC.photo",
        category: Category::IdentityDocuments,
        unit: Unit::Item,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "id",
        common: false,
        repeats: false,
        document: None,
        fields: &[],
    },
];
