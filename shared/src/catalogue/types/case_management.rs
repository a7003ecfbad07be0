//! `CMG`.

use super::{Category, Confidentiality, FieldKind, FieldSpec, ServiceKind, ServiceStatus, Unit};

const FIELDS_1: &[FieldSpec] = &[FieldSpec { key: "contact_made", kind: FieldKind::Flag }];

const FIELDS_2: &[FieldSpec] = &[FieldSpec { key: "agencies", kind: FieldKind::Text }];

const FIELDS_3: &[FieldSpec] =
    &[FieldSpec { key: "agency", kind: FieldKind::Text }, FieldSpec { key: "accepted", kind: FieldKind::Flag }];

const FIELDS_4: &[FieldSpec] = &[FieldSpec { key: "agency", kind: FieldKind::Text }];

/// Types of category `CMG`.
pub(super) const TYPES: &[ServiceKind] = &[
    ServiceKind {
        code: "CMG.home_visit",
        category: Category::CaseManagement,
        unit: Unit::Contact,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "home",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "CMG.phone",
        category: Category::CaseManagement,
        unit: Unit::Contact,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "call",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "CMG.office_meeting",
        category: Category::CaseManagement,
        unit: Unit::Contact,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "call",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_1,
    },
    ServiceKind {
        code: "CMG.case_conference",
        category: Category::CaseManagement,
        unit: Unit::Contact,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "call",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_2,
    },
    ServiceKind {
        code: "CMG.referral",
        category: Category::CaseManagement,
        unit: Unit::Contact,
        usual: ServiceStatus::InProgress,
        confidentiality: Confidentiality::Team,
        icon: "call",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_3,
    },
    ServiceKind {
        code: "CMG.advocacy",
        category: Category::CaseManagement,
        unit: Unit::Contact,
        usual: ServiceStatus::Delivered,
        confidentiality: Confidentiality::Team,
        icon: "call",
        common: false,
        repeats: false,
        document: None,
        fields: FIELDS_4,
    },
];
