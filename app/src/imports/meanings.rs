//! Names of countries and languages as people write them, in every language of the app: the browser knows them, the server
//! does not.

use yaninda_shared::{
    imports::{ImportField, Meaning},
    values::{Country, LanguageTag, ShortText},
};

use crate::format;

/// What words mean in the columns that are read.
pub(super) fn meanings(columns: &[Option<ImportField>]) -> Vec<Meaning> {
    let mut all = Vec::new();
    let mut add = |field: ImportField, of: &str, code: &str| {
        for name in format::names_everywhere(of, code) {
            let (text, value) = (ShortText::parse(&name), ShortText::parse(code));
            all.extend(text.ok().zip(value.ok()).map(|(text, value)| Meaning { field, text, value }));
        }
    };
    if columns.contains(&Some(ImportField::Nationality)) {
        Country::all().for_each(|code| add(ImportField::Nationality, "region", code));
    }
    if columns.contains(&Some(ImportField::Languages)) {
        LanguageTag::all().for_each(|code| add(ImportField::Languages, "language", code));
    }
    all.dedup();
    all
}
