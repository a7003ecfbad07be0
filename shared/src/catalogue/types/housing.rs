//! `HOU`.

use super::{Category, Confidentiality, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[
    FieldSpec { key: "landlord", kind: FieldKind::Text },
    FieldSpec { key: "method", kind: FieldKind::Choice(&["bank", "cash", "card"]) },
];

const FIELDS_2: &[FieldSpec] = &[
    FieldSpec { key: "landlord", kind: FieldKind::Text },
    FieldSpec { key: "from", kind: FieldKind::Day },
    FieldSpec { key: "to", kind: FieldKind::Day },
    FieldSpec { key: "tranche", kind: FieldKind::Count },
    FieldSpec { key: "of", kind: FieldKind::Count },
    FieldSpec { key: "method", kind: FieldKind::Choice(&["bank", "cash", "card"]) },
];

const FIELDS_3: &[FieldSpec] = &[
    FieldSpec { key: "bill", kind: FieldKind::Choice(&["water", "electricity", "gas", "internet", "other"]) },
    FieldSpec { key: "from", kind: FieldKind::Day },
    FieldSpec { key: "to", kind: FieldKind::Day },
];

const FIELDS_4: &[FieldSpec] =
    &[FieldSpec { key: "item", kind: FieldKind::Choice(&["bed", "wardrobe", "table", "chairs", "sofa", "other"]) }];

const FIELDS_5: &[FieldSpec] =
    &[FieldSpec { key: "item", kind: FieldKind::Choice(&["fridge", "stove", "washing_machine", "heater", "other"]) }];

/// Types of category `HOU`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "HOU.search",
        category: Category::Housing,
        unit: Unit::Action,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "home",
        common: false,
        repeats: false,
        document: None,
        fields: &[],
    },
    ServiceKind {
        code: "HOU.deposit",
        category: Category::Housing,
        unit: Unit::Item,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "home",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "HOU.rent",
        category: Category::Housing,
        unit: Unit::Month,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "home",
        common: true,
        repeats: true,
        document: None,
        fields: FIELDS_2,
    },
    ServiceKind {
        code: "HOU.utilities",
        category: Category::Housing,
        unit: Unit::Month,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "home",
        common: false,
        repeats: true,
        document: None,
        fields: FIELDS_3,
    },
    ServiceKind {
        code: "HOU.furniture",
        category: Category::Housing,
        unit: Unit::Item,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "sofa",
        common: true,
        repeats: false,
        document: None,
        fields: FIELDS_4,
    },
    ServiceKind {
        code: "HOU.appliances",
        category: Category::Housing,
        unit: Unit::Item,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "sofa",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_5,
    },
    ServiceKind {
        code: "HOU.repair",
        category: Category::Housing,
        unit: Unit::Item,
        usual: ServiceStatus::Requested,
        confidentiality: Confidentiality::Team,
        icon: "home",
        common: false,
        repeats: false,
        document: None,
        fields: &[],
    },
];
