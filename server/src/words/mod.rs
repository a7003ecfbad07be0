//! Words for survivors: mails, the page behind their link, and papers. Those of the staff's app are the app's own.
//!
//! Texts are Fluent files in `server/locales/<language>/`, built into the binary.

pub mod approval;
pub mod dates;
#[cfg(test)]
mod every_language;

use std::{borrow::Cow, collections::HashMap};

use fluent_templates::{Loader, fluent_bundle::FluentValue};
use yaninda_shared::mail::MailLanguage;

fluent_templates::static_loader! {
    static TEXTS = {
        locales: "./locales",
        fallback_language: "en",
        // What is put in is digits and phrases of the same language; marks around them would show on old phones.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The text of this key, with these values put in. Every key exists in every language; a test holds it.
#[must_use]
pub fn say(language: MailLanguage, key: &str, values: &[(&'static str, &str)]) -> String {
    let values: HashMap<Cow<'static, str>, FluentValue<'_>> =
        values.iter().map(|(name, value)| (Cow::Borrowed(*name), FluentValue::from(*value))).collect();
    let Ok(tag) = language.as_str().parse() else { return String::new() };
    TEXTS.lookup_with_args(&tag, key, &values)
}
