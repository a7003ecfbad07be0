//! `INT`.

use super::{Category, Confidentiality, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[
    FieldSpec { key: "language", kind: FieldKind::Language },
    FieldSpec { key: "interpreter_gender", kind: FieldKind::Choice(&["any", "woman", "man"]) },
];

const FIELDS_2: &[FieldSpec] = &[FieldSpec { key: "language", kind: FieldKind::Language }];

/// Types of category `INT`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "INT.interpreting",
        category: Category::Interpretation,
        unit: Unit::Hour,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "globe",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "INT.written",
        category: Category::Interpretation,
        unit: Unit::Hour,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "globe",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_2,
    },
    ServiceKind {
        code: "INT.mediation",
        category: Category::Interpretation,
        unit: Unit::Hour,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "globe",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_2,
    },
];
