//! `CHI`.

use super::{Category, Confidentiality, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[
    FieldSpec { key: "from", kind: FieldKind::Day },
    FieldSpec { key: "to", kind: FieldKind::Day },
    FieldSpec { key: "children", kind: FieldKind::Count },
];

const FIELDS_2: &[FieldSpec] =
    &[FieldSpec { key: "school", kind: FieldKind::Text }, FieldSpec { key: "start", kind: FieldKind::Day }];

const FIELDS_3: &[FieldSpec] = &[FieldSpec { key: "facility", kind: FieldKind::Text }];

const FIELDS_4: &[FieldSpec] = &[FieldSpec { key: "country", kind: FieldKind::Country }];

/// Types of category `CHI`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "CHI.childcare",
        category: Category::Dependants,
        unit: Unit::Month,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "users",
        common: false,
        repeats: true,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "CHI.school",
        category: Category::Dependants,
        unit: Unit::Action,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "users",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_2,
    },
    ServiceKind {
        code: "CHI.health",
        category: Category::Dependants,
        unit: Unit::Action,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "users",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_3,
    },
    ServiceKind {
        code: "CHI.birth_registration",
        category: Category::Dependants,
        unit: Unit::Action,
        usual: ServiceStatus::Requested,
        confidentiality: Confidentiality::Team,
        icon: "users",
        common: false,
        repeats: false,
        document: None,
        fields: &[],
    },
    ServiceKind {
        code: "CHI.family_tracing",
        category: Category::Dependants,
        unit: Unit::Action,
        usual: ServiceStatus::Requested,
        confidentiality: Confidentiality::Team,
        icon: "users",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_4,
    },
];
