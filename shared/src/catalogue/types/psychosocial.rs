//! `PSY`.

use super::{Category, Confidentiality, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[
    FieldSpec { key: "mode", kind: FieldKind::Choice(&["in_person", "phone", "video"]) },
    FieldSpec { key: "attended", kind: FieldKind::Flag },
    FieldSpec { key: "next_session", kind: FieldKind::Day },
];

const FIELDS_2: &[FieldSpec] = &[
    FieldSpec { key: "facility", kind: FieldKind::Text },
    FieldSpec { key: "attended", kind: FieldKind::Flag },
    FieldSpec { key: "next_session", kind: FieldKind::Day },
];

const FIELDS_3: &[FieldSpec] = &[FieldSpec { key: "mode", kind: FieldKind::Choice(&["in_person", "phone", "video"]) }];

/// Types of category `PSY`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "PSY.first_aid",
        category: Category::Psychosocial,
        unit: Unit::Session,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Restricted,
        icon: "care",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "PSY.individual",
        category: Category::Psychosocial,
        unit: Unit::Session,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Restricted,
        icon: "care",
        common: true,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "PSY.group",
        category: Category::Psychosocial,
        unit: Unit::Session,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Restricted,
        icon: "care",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "PSY.psychiatry",
        category: Category::Psychosocial,
        unit: Unit::Session,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Restricted,
        icon: "care",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_2,
    },
    ServiceKind {
        code: "PSY.crisis",
        category: Category::Psychosocial,
        unit: Unit::Contact,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Restricted,
        icon: "care",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_3,
    },
    ServiceKind {
        code: "PSY.family",
        category: Category::Psychosocial,
        unit: Unit::Session,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Restricted,
        icon: "care",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
];
