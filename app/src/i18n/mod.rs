//! Every text of the app, in English, Turkish and Arabic.
//!
//! Screens write `t(k::SAVE)`; a key that is in none of `locales/*.json` does not compile, and a test
//! holds the three to the same keys. Texts with gaps:
//! `tf(k::X, &[("name", value)])`; counted ones: `tn(k::COUNT_CASES, 3)`; labels of shared enums: `value.label()`
//! ([`Label`]); catalogue labels: [`service`], [`field`], [`choice`]. The whole view is built again when the locale
//! changes, so these functions return plain text and need not be wrapped in closures for that. The texts of one language are
//! fetched beside the wasm, before the first view ([`load`]); the service worker keeps those of all.

mod label;
mod locale;
mod table;

pub use label::{Label, anchor, choice, clock_rule, clock_source, field, figure, score, service};
pub use locale::{current, direction, fetch, load, switch, track, within};
pub use table::{Key, Plural, fill, find, t, tf, tn};

/// The keys, made by `build.rs` from the three files of `locales/`: `signin.title` is `k::SIGNIN_TITLE`.
pub mod k {
    use super::{Key, Plural};
    include!(concat!(env!("OUT_DIR"), "/keys.rs"));
}

#[cfg(test)]
mod tests;
