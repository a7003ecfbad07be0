//! `TRA`.

use super::{Category, Confidentiality, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[FieldSpec { key: "route", kind: FieldKind::Text }];

/// Types of category `TRA`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "TRA.local",
        category: Category::Transport,
        unit: Unit::Trip,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "bus",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "TRA.intercity",
        category: Category::Transport,
        unit: Unit::Trip,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "bus",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "TRA.escort",
        category: Category::Transport,
        unit: Unit::Trip,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "bus",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
];
