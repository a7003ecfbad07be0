//! `SHE`.

use super::{Category, Confidentiality, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[
    FieldSpec { key: "entry", kind: FieldKind::Day },
    FieldSpec { key: "exit", kind: FieldKind::Day },
    FieldSpec { key: "bed", kind: FieldKind::Text },
    FieldSpec { key: "exit_reason", kind: FieldKind::Choice(&["moved_on", "own_choice", "safety", "rules", "other"]) },
];

const FIELDS_2: &[FieldSpec] =
    &[FieldSpec { key: "entry", kind: FieldKind::Day }, FieldSpec { key: "exit", kind: FieldKind::Day }];

const FIELDS_3: &[FieldSpec] = &[FieldSpec { key: "review", kind: FieldKind::Day }];

const FIELDS_4: &[FieldSpec] =
    &[FieldSpec { key: "found", kind: FieldKind::Choice(&["nothing", "tracker", "shared_account", "other"]) }];

/// Types of category `SHE`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "SHE.safe_house",
        category: Category::Shelter,
        unit: Unit::Night,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "shield",
        common: false,
        repeats: true,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "SHE.hotel",
        category: Category::Shelter,
        unit: Unit::Night,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "shield",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_2,
    },
    ServiceKind {
        code: "SHE.relocation",
        category: Category::Shelter,
        unit: Unit::Action,
        usual: ServiceStatus::Planned,
        confidentiality: Confidentiality::Team,
        icon: "shield",
        common: false,
        repeats: false,
        document: None,
        fields: &[],
    },
    ServiceKind {
        code: "SHE.safety_plan",
        category: Category::Shelter,
        unit: Unit::Action,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "shield",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_3,
    },
    ServiceKind {
        code: "SHE.escort",
        category: Category::Shelter,
        unit: Unit::Action,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "shield",
        common: false,
        repeats: false,
        document: None,
        fields: &[],
    },
    ServiceKind {
        code: "SHE.device_check",
        category: Category::Shelter,
        unit: Unit::Action,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "shield",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_4,
    },
];
