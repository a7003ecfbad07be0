//! `CAS`.

use super::{Category, Confidentiality, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[
    FieldSpec { key: "method", kind: FieldKind::Choice(&["bank", "cash", "card"]) },
    FieldSpec { key: "receipt", kind: FieldKind::Text },
];

const FIELDS_2: &[FieldSpec] = &[
    FieldSpec { key: "method", kind: FieldKind::Choice(&["bank", "cash", "card"]) },
    FieldSpec { key: "receipt", kind: FieldKind::Text },
    FieldSpec { key: "from", kind: FieldKind::Day },
    FieldSpec { key: "to", kind: FieldKind::Day },
];

const FIELDS_3: &[FieldSpec] = &[FieldSpec { key: "file_no", kind: FieldKind::Text }];

/// Types of category `CAS`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "CAS.one_off",
        category: Category::Cash,
        unit: Unit::Payment,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "cash",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "CAS.monthly",
        category: Category::Cash,
        unit: Unit::Payment,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "cash",
        common: false,
        repeats: true,
        document: None,
        fields: FIELDS_2,
    },
    ServiceKind {
        code: "CAS.social_assistance",
        category: Category::Cash,
        unit: Unit::Application,
        usual: ServiceStatus::Requested,
        confidentiality: Confidentiality::Team,
        icon: "cash",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_3,
    },
    ServiceKind {
        code: "CAS.business_grant",
        category: Category::Cash,
        unit: Unit::Payment,
        usual: ServiceStatus::Planned,
        confidentiality: Confidentiality::Team,
        icon: "cash",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
];
