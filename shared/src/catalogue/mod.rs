//! The service catalogue: 16 categories and their types as typed data.
//!
//! Labels are in the locale files under `service.{code}`, `category.{code}`, `field.{key}` and `choice.{option}`.
//! Source: `ARCHITECTURE.md`, catalogue (IOM, OTIP, HTCDS and the first programme's own list).

mod category;
mod kind;
mod types;

pub use category::{Category, Unit};
pub use kind::{FieldKind, FieldSpec, ServiceKind};

use crate::documents::DocumentKind;

/// Every type of service.
pub fn all() -> impl Iterator<Item = &'static ServiceKind> {
    types::ALL.iter().copied().flatten()
}

/// The type with this code.
#[must_use]
pub fn find(code: &str) -> Option<&'static ServiceKind> {
    let category = code.get(..3)?;
    types::ALL
        .iter()
        .find(|types| types.first().is_some_and(|first| first.category.as_str() == category))?
        .iter()
        .find(|kind| kind.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_category_has_types_and_every_code_is_found_once() {
        let codes: BTreeSet<&str> = all().map(|kind| kind.code).collect();
        assert_eq!(codes.len(), all().count());
        for kind in all() {
            assert_eq!(find(kind.code), Some(kind));
            assert!(kind.code.starts_with(kind.category.as_str()));
        }
        for category in Category::ALL {
            assert!(all().any(|kind| kind.category == *category), "{category}");
        }
        assert_eq!(find("HOU.castle"), None);
        assert_eq!(find("ü"), None);
    }

    #[test]
    fn the_first_programme_s_services_are_all_there() {
        for code in [
            "DOC.identity_card",
            "RES.residence_permit",
            "RES.protection_registration",
            "RES.conditional_refugee_id",
            "HOU.rent",
            "HOU.furniture",
            "EDU.turkish",
            "EMP.placement",
        ] {
            assert!(find(code).is_some_and(|kind| kind.common), "{code}");
        }
    }
}
