//! One file a category: the rows of the catalogue.

use super::{Category, DocumentKind, FieldKind, FieldSpec, ServiceKind, Unit};
use crate::services::ServiceStatus;

mod basic_needs;
mod case_management;
mod cash;
mod dependants;
mod education;
mod health;
mod housing;
mod identity_documents;
mod interpretation;
mod legal;
mod livelihood;
mod psychosocial;
mod residence_protection;
mod shelter;
mod transport;
mod voluntary_return;

/// How money is paid.
const METHOD: &[&str] = &["bank", "cash", "card"];
/// How people meet.
const MODE: &[&str] = &["in_person", "phone", "video"];

macro_rules! fields {
    ($($name:ident $kind:ident),+ $(,)?) => { $(
        const fn $name(key: &'static str) -> FieldSpec {
            FieldSpec { key, kind: FieldKind::$kind }
        }
    )+ };
}

fields! {
    text Text,
    number Number,
    hidden Hidden,
    day Day,
    flag Flag,
    count Count,
    percent Percent,
    country Country,
    language Language,
}

const fn choice(key: &'static str, options: &'static [&'static str]) -> FieldSpec {
    FieldSpec { key, kind: FieldKind::Choice(options) }
}

/// Every type, by category.
pub(super) const ALL: &[&[ServiceKind]] = &[
    identity_documents::TYPES,
    residence_protection::TYPES,
    shelter::TYPES,
    housing::TYPES,
    basic_needs::TYPES,
    cash::TYPES,
    health::TYPES,
    psychosocial::TYPES,
    legal::TYPES,
    education::TYPES,
    livelihood::TYPES,
    dependants::TYPES,
    interpretation::TYPES,
    transport::TYPES,
    voluntary_return::TYPES,
    case_management::TYPES,
];
