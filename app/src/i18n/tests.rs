//! Every text is there in all three languages.

use std::collections::{BTreeMap, BTreeSet};

use yaninda_shared::{
    catalogue::{self, FieldKind},
    users::Locale,
    values::ValueError,
};

use super::{fill, find, label, table};

mod words;

type Table = BTreeMap<String, String>;

fn load(locale: &str) -> Table {
    let path = format!("{}/locales/{locale}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Takes the English texts, for tests that show some.
pub(super) fn english() {
    if table::is_loaded(Locale::En) {
        return;
    }
    let table = load("en");
    let texts = table::keys().iter().map(|key| table.get(*key).map_or("", String::as_str)).collect::<Vec<_>>();
    table::take(Locale::En, texts.join("\u{1f}"));
}

fn is_plural(key: &str) -> bool {
    key.starts_with("count.")
}

fn stem(key: &str) -> &str {
    key.rsplit_once('_').map_or(key, |(stem, _)| stem)
}

fn gaps(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn every_locale_has_the_keys_of_english() {
    let en = load("en");
    for locale in ["tr", "ar"] {
        let other = load(locale);
        let plain = |table: &Table| table.keys().filter(|key| !is_plural(key)).cloned().collect::<BTreeSet<_>>();
        let stems = |table: &Table| {
            table.keys().filter(|key| is_plural(key)).map(|key| stem(key).to_owned()).collect::<BTreeSet<_>>()
        };
        assert_eq!(plain(&en), plain(&other), "{locale}");
        assert_eq!(stems(&en), stems(&other), "{locale}");
        assert!(other.values().all(|text| !text.trim().is_empty()), "{locale}");
    }
}

#[test]
fn every_counted_text_has_the_forms_of_its_language() {
    for (locale, forms) in [
        ("en", &["one", "other"][..]),
        ("tr", &["one", "other"]),
        ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ] {
        let table = load(locale);
        for stem in table.keys().filter(|key| is_plural(key)).map(|key| stem(key)) {
            for form in forms {
                assert!(table.contains_key(&format!("{stem}_{form}")), "{locale}: {stem}_{form}");
            }
        }
    }
}

#[test]
fn gaps_are_the_same_in_every_locale() {
    let en = load("en");
    for locale in ["tr", "ar"] {
        let other = load(locale);
        for (key, text) in en.iter().filter(|(key, _)| !is_plural(key)) {
            assert_eq!(gaps(text), gaps(&other[key]), "{locale}: {key}");
        }
    }
}

#[test]
fn every_code_has_a_label() {
    let mut needed = label::needed();
    for kind in catalogue::all() {
        needed.push(format!("service.{}", kind.code));
        for spec in kind.fields {
            needed.push(format!("field.{}", spec.key));
            if let FieldKind::Choice(options) = spec.kind {
                needed.extend(options.iter().map(|option| format!("choice.{option}")));
            }
        }
    }
    needed.extend(ValueError::ALL.iter().map(|error| format!("value_error.{error}")));
    let missing: Vec<String> = needed.into_iter().filter(|name| find(name).is_none()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_icon_of_the_catalogue_is_in_the_sprite() {
    let sprite = include_str!("../../icons/icons.svg");
    for icon in catalogue::all().map(|kind| kind.icon).chain(catalogue::Category::ALL.iter().map(|c| c.icon())) {
        assert!(sprite.contains(&format!("id=\"i-{icon}\"")), "{icon}");
    }
}

#[test]
fn gaps_are_filled_by_name() {
    assert_eq!(fill("{a} and {b}", &[("b", "2"), ("a", "1")]), "1 and 2");
}
