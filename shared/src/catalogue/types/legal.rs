//! `LEG`.

use super::{Category, Confidentiality, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[FieldSpec { key: "lawyer", kind: FieldKind::Text }];

const FIELDS_2: &[FieldSpec] =
    &[FieldSpec { key: "lawyer", kind: FieldKind::Text }, FieldSpec { key: "case_no", kind: FieldKind::Text }];

const FIELDS_3: &[FieldSpec] = &[
    FieldSpec { key: "lawyer", kind: FieldKind::Text },
    FieldSpec { key: "case_no", kind: FieldKind::Text },
    FieldSpec { key: "interpreter", kind: FieldKind::Flag },
];

const FIELDS_4: &[FieldSpec] = &[
    FieldSpec { key: "court", kind: FieldKind::Text },
    FieldSpec { key: "case_no", kind: FieldKind::Text },
    FieldSpec { key: "hearing", kind: FieldKind::Day },
];

const FIELDS_5: &[FieldSpec] =
    &[FieldSpec { key: "case_no", kind: FieldKind::Text }, FieldSpec { key: "lawyer", kind: FieldKind::Text }];

const FIELDS_6: &[FieldSpec] = &[FieldSpec { key: "case_no", kind: FieldKind::Text }];

const FIELDS_7: &[FieldSpec] = &[
    FieldSpec { key: "case_no", kind: FieldKind::Text },
    FieldSpec { key: "lawyer", kind: FieldKind::Text },
    FieldSpec { key: "hearing", kind: FieldKind::Day },
];

const FIELDS_8: &[FieldSpec] = &[
    FieldSpec { key: "case_no", kind: FieldKind::Text },
    FieldSpec { key: "issued", kind: FieldKind::Day },
    FieldSpec { key: "expires", kind: FieldKind::Day },
];

/// Types of category `LEG`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "LEG.advice",
        category: Category::Legal,
        unit: Unit::Hour,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Restricted,
        icon: "legal",
        common: true,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "LEG.bar_lawyer",
        category: Category::Legal,
        unit: Unit::Action,
        usual: ServiceStatus::Requested,
        confidentiality: Confidentiality::Restricted,
        icon: "legal",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_2,
    },
    ServiceKind {
        code: "LEG.statement",
        category: Category::Legal,
        unit: Unit::Hour,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Restricted,
        icon: "legal",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_3,
    },
    ServiceKind {
        code: "LEG.court_escort",
        category: Category::Legal,
        unit: Unit::Hearing,
        usual: ServiceStatus::Planned,
        confidentiality: Confidentiality::Restricted,
        icon: "legal",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_4,
    },
    ServiceKind {
        code: "LEG.compensation",
        category: Category::Legal,
        unit: Unit::Action,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Restricted,
        icon: "legal",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_5,
    },
    ServiceKind {
        code: "LEG.debt",
        category: Category::Legal,
        unit: Unit::Action,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Restricted,
        icon: "legal",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_6,
    },
    ServiceKind {
        code: "LEG.custody",
        category: Category::Legal,
        unit: Unit::Action,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Restricted,
        icon: "legal",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_7,
    },
    ServiceKind {
        code: "LEG.protection_order",
        category: Category::Legal,
        unit: Unit::Action,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Restricted,
        icon: "legal",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_8,
    },
    ServiceKind {
        code: "LEG.labour_claim",
        category: Category::Legal,
        unit: Unit::Action,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Restricted,
        icon: "legal",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_7,
    },
];
