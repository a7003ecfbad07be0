//! `EDU`.

use super::{Category, Confidentiality, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[
    FieldSpec { key: "level", kind: FieldKind::Choice(&["A1", "A2", "B1", "B2", "C1"]) },
    FieldSpec { key: "start", kind: FieldKind::Day },
    FieldSpec { key: "end", kind: FieldKind::Day },
    FieldSpec { key: "attended_percent", kind: FieldKind::Count },
    FieldSpec { key: "certificate", kind: FieldKind::Flag },
];

const FIELDS_2: &[FieldSpec] = &[
    FieldSpec { key: "start", kind: FieldKind::Day },
    FieldSpec { key: "end", kind: FieldKind::Day },
    FieldSpec { key: "attended_percent", kind: FieldKind::Count },
    FieldSpec { key: "certificate", kind: FieldKind::Flag },
];

const FIELDS_3: &[FieldSpec] =
    &[FieldSpec { key: "school", kind: FieldKind::Text }, FieldSpec { key: "start", kind: FieldKind::Day }];

const FIELDS_4: &[FieldSpec] = &[
    FieldSpec { key: "start", kind: FieldKind::Day },
    FieldSpec { key: "end", kind: FieldKind::Day },
    FieldSpec { key: "certificate", kind: FieldKind::Flag },
];

/// Types of category `EDU`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "EDU.turkish",
        category: Category::Education,
        unit: Unit::Course,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "book",
        common: true,
        repeats: true,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "EDU.literacy",
        category: Category::Education,
        unit: Unit::Course,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "book",
        common: false,
        repeats: true,
        document: None,
        fields: FIELDS_2,
    },
    ServiceKind {
        code: "EDU.school",
        category: Category::Education,
        unit: Unit::Course,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "book",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_3,
    },
    ServiceKind {
        code: "EDU.distance_school",
        category: Category::Education,
        unit: Unit::Course,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "book",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_3,
    },
    ServiceKind {
        code: "EDU.computer",
        category: Category::Education,
        unit: Unit::Course,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "book",
        common: false,
        repeats: true,
        document: None,
        fields: FIELDS_4,
    },
];
