//! The tables of texts and how a text is looked up and filled.

use std::sync::{LazyLock, OnceLock};

use yaninda_shared::users::Locale;

/// A text of the app: an index into the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub(super) u16);

/// A counted text: the stem of keys that end in `_one`, `_other` …
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plural(pub(super) &'static str);

const SEPARATOR: char = '\u{1f}';

static KEYS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!(concat!(env!("OUT_DIR"), "/keys.txt")).split(SEPARATOR).collect());
static EN: OnceLock<Vec<&str>> = OnceLock::new();
static TR: OnceLock<Vec<&str>> = OnceLock::new();
static AR: OnceLock<Vec<&str>> = OnceLock::new();

const fn table(locale: Locale) -> &'static OnceLock<Vec<&'static str>> {
    match locale {
        Locale::En => &EN,
        Locale::Tr => &TR,
        Locale::Ar => &AR,
    }
}

/// Names of all keys, sorted.
#[cfg(test)]
pub(super) fn keys() -> &'static [&'static str] {
    &KEYS
}

/// Whether the texts of this locale are here.
pub(super) fn is_loaded(locale: Locale) -> bool {
    table(locale).get().is_some()
}

/// Takes the texts of a locale: all of them, in the order of the sorted keys. They stay for as long as the page lives.
/// False if they belong to another version of the app.
pub(super) fn take(locale: Locale, texts: String) -> bool {
    let texts: Vec<&str> = texts.leak().split(SEPARATOR).collect();
    texts.len() == KEYS.len() && table(locale).set(texts).is_ok()
}

pub(super) fn lookup(locale: Locale, key: Key) -> &'static str {
    #[cfg(test)]
    super::tests::english();
    table(locale).get().and_then(|texts| texts.get(usize::from(key.0))).copied().unwrap_or_default()
}

/// The text of a key in the present locale.
#[must_use]
pub fn t(key: Key) -> &'static str {
    lookup(super::current(), key)
}

/// The key with this name, for names that are put together at run time.
#[must_use]
pub fn find(name: &str) -> Option<Key> {
    KEYS.binary_search(&name).ok().and_then(|at| u16::try_from(at).ok()).map(Key)
}

/// A text with its `{gaps}` filled.
#[must_use]
pub fn tf(key: Key, values: &[(&str, &str)]) -> String {
    fill(t(key), values)
}

/// A counted text; `{count}` is the number as the locale writes it.
#[must_use]
pub fn tn(plural: Plural, count: i64) -> String {
    let form = crate::format::plural(count);
    let key = find(&format!("{}_{form}", plural.0)).or_else(|| find(&format!("{}_other", plural.0)));
    key.map_or_else(String::new, |key| tf(key, &[("count", &crate::format::number(count))]))
}

/// Replaces `{name}` by its value.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
