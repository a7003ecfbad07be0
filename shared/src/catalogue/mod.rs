//! The service catalogue: 16 categories and their types as typed data.
//!
//! Labels are in the locale files under `service.{code}`, `category.{code}`, `field.{key}` and `choice.{option}`.
//! Sources: IOM's and OTIP's lists of assistance, HTCDS, and the first programme's own list.

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
    use std::{collections::BTreeSet, fmt::Write};

    use super::*;
    use crate::services::Confidentiality;

    fn table() -> String {
        let mut text = String::from(
            "# Every type of service. Written by the test `the_catalogue_is_the_table`; review every change of it.\n\
             # code, unit, usual status; restricted, common, repeats, contact; document; fields.\n",
        );
        for kind in all() {
            let _ = write!(text, "{} {} {}", kind.code, kind.unit, kind.usual);
            let marks = [
                ("restricted", kind.confidentiality == Confidentiality::Restricted),
                ("common", kind.common),
                ("repeats", kind.repeats),
                ("contact", kind.contact),
            ];
            for (mark, _) in marks.into_iter().filter(|(_, is)| *is) {
                let _ = write!(text, " {mark}");
            }
            if let Some(document) = kind.document {
                let _ = write!(text, " makes:{document}");
            }
            text.push('\n');
            for field in kind.fields {
                let _ = match field.kind {
                    FieldKind::Choice(options) => writeln!(text, "    {}: one of {}", field.key, options.join(", ")),
                    other => writeln!(text, "    {}: {}", field.key, format!("{other:?}").to_lowercase()),
                };
            }
        }
        text
    }

    #[test]
    fn the_catalogue_is_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue.txt");
        let want = table();
        let have = std::fs::read_to_string(path).unwrap_or_default();
        if have != want && std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(path, &want).expect("the golden file can be written");
            return;
        }
        assert_eq!(have, want, "the catalogue changed: review it and run with UPDATE_GOLDEN=1");
    }

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
