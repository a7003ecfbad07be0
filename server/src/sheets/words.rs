//! The words of a file. They are those of the screens: the same texts, in the same three languages.

use std::collections::HashMap;

use yaninda_shared::users::Locale;

use crate::problem::{ApiError, ApiResult};

/// The texts of the app in a language, as JSON.
pub(crate) const fn texts(locale: Locale) -> &'static str {
    match locale {
        Locale::En => include_str!("../../../app/locales/en.json"),
        Locale::Tr => include_str!("../../../app/locales/tr.json"),
        Locale::Ar => include_str!("../../../app/locales/ar.json"),
    }
}

/// Lines of a code and a name, as Unicode's CLDR has them: the app asks the browser, and a file has none to ask.
const COUNTRIES: fn(Locale) -> &'static str = |locale| match locale {
    Locale::En => include_str!("countries/en.txt"),
    Locale::Tr => include_str!("countries/tr.txt"),
    Locale::Ar => include_str!("countries/ar.txt"),
};

/// Texts by key, of one language.
pub struct Words {
    locale: Locale,
    texts: HashMap<&'static str, String>,
}

impl Words {
    /// Reads the texts of a language; kept no longer than a file is made.
    pub fn of(locale: Locale) -> ApiResult<Self> {
        let texts = serde_json::from_str(texts(locale)).map_err(ApiError::internal)?;
        Ok(Self { locale, texts })
    }

    /// The text of a key; the key itself where there is none, which a test rules out.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.texts.get(key).map_or_else(|| key.to_owned(), String::clone)
    }

    /// The same, with values in the places of their names in braces.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        let text = self.get(key);
        values.iter().fold(text, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    /// Their language.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        self.locale
    }

    /// The name of a country; its code where it has none.
    #[must_use]
    pub fn country(&self, code: &str) -> String {
        let named = COUNTRIES(self.locale).lines().filter_map(|line| line.split_once(' ')).find(|(of, _)| *of == code);
        named.map_or(code, |(_, name)| name).to_owned()
    }

    /// Whether it is written from right to left.
    #[must_use]
    pub const fn is_right_to_left(&self) -> bool {
        matches!(self.locale, Locale::Ar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yaninda_shared::{
        reports::{Further, ReportTable},
        values::Country,
    };

    #[test]
    fn every_country_has_a_name_in_every_language() {
        for locale in Locale::ALL {
            let words = Words::of(*locale).unwrap();
            for code in Country::all() {
                assert_ne!(words.country(code), code, "{locale}");
            }
        }
    }

    #[test]
    fn every_row_and_column_of_every_table_has_a_text_in_every_language() {
        for locale in Locale::ALL {
            let words = Words::of(*locale).unwrap();
            for table in ReportTable::ALL {
                let (rows, columns) = table.axes();
                for axis in [rows, columns] {
                    for code in axis.categories().into_iter().chain([Further::Total.as_str()]) {
                        if let Some(key) = axis.key(code) {
                            assert_ne!(words.get(&key), key, "{locale}");
                        }
                    }
                }
                for key in [format!("report_table.{table}"), format!("export.sheet.{table}")] {
                    assert_ne!(words.get(&key), key, "{locale}");
                }
            }
        }
    }
}
