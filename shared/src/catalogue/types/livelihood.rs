//! `EMP`.

use super::{Category, Confidentiality, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[
    FieldSpec { key: "start", kind: FieldKind::Day },
    FieldSpec { key: "end", kind: FieldKind::Day },
    FieldSpec { key: "certificate", kind: FieldKind::Flag },
];

const FIELDS_2: &[FieldSpec] = &[
    FieldSpec { key: "employer", kind: FieldKind::Text },
    FieldSpec { key: "start", kind: FieldKind::Day },
    FieldSpec { key: "end", kind: FieldKind::Day },
];

const FIELDS_3: &[FieldSpec] = &[
    FieldSpec { key: "employer", kind: FieldKind::Text },
    FieldSpec { key: "sector", kind: FieldKind::Text },
    FieldSpec { key: "contract", kind: FieldKind::Flag },
    FieldSpec { key: "insured", kind: FieldKind::Flag },
    FieldSpec { key: "wage_band", kind: FieldKind::Choice(&["below_minimum", "minimum", "above_minimum"]) },
    FieldSpec { key: "start", kind: FieldKind::Day },
];

const FIELDS_4: &[FieldSpec] = &[
    FieldSpec { key: "day", kind: FieldKind::Choice(&["30", "90", "180"]) },
    FieldSpec { key: "still_employed", kind: FieldKind::Flag },
];

/// Types of category `EMP`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "EMP.cv",
        category: Category::Livelihood,
        unit: Unit::Action,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "job",
        common: false,
        repeats: false,
        document: None,
        fields: &[],
    },
    ServiceKind {
        code: "EMP.vocational",
        category: Category::Livelihood,
        unit: Unit::Course,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "job",
        common: false,
        repeats: true,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "EMP.apprenticeship",
        category: Category::Livelihood,
        unit: Unit::Placement,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "job",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_2,
    },
    ServiceKind {
        code: "EMP.matching",
        category: Category::Livelihood,
        unit: Unit::Action,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "job",
        common: false,
        repeats: false,
        document: None,
        fields: &[],
    },
    ServiceKind {
        code: "EMP.placement",
        category: Category::Livelihood,
        unit: Unit::Placement,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "job",
        common: true,
        repeats: false,
        document: None,
        fields: FIELDS_3,
    },
    ServiceKind {
        code: "EMP.retention",
        category: Category::Livelihood,
        unit: Unit::Action,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "job",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_4,
    },
    ServiceKind {
        code: "EMP.business_plan",
        category: Category::Livelihood,
        unit: Unit::Action,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "job",
        common: false,
        repeats: false,
        document: None,
        fields: &[],
    },
];
