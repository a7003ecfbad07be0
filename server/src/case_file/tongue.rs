//! The words of the paper: its own in the person's language, those of our lists in it too where they exist.

use std::fmt::Display;

use yaninda_shared::{mail::MailLanguage, users::Locale, values::NaiveDate};

use crate::{
    problem::ApiResult,
    sheets::Words,
    words::{dates, say},
};

/// A language of papers.
pub(super) struct Tongue {
    pub language: MailLanguage,
    /// Where the words of our lists are read: in the language itself, else in English and in Turkish, for whoever helps.
    lists: Vec<Words>,
}

impl Tongue {
    pub fn of(language: MailLanguage) -> ApiResult<Self> {
        let lists = match language {
            MailLanguage::En => vec![Words::of(Locale::En)?],
            MailLanguage::Tr => vec![Words::of(Locale::Tr)?],
            MailLanguage::Ar => vec![Words::of(Locale::Ar)?],
            MailLanguage::Fa | MailLanguage::Ru | MailLanguage::Uk | MailLanguage::Fr => {
                vec![Words::of(Locale::En)?, Words::of(Locale::Tr)?]
            }
        };
        Ok(Self { language, lists })
    }

    /// Whether our lists speak this language.
    pub fn knows_lists(&self) -> bool {
        self.lists.len() == 1
    }

    /// The paper's own words.
    pub fn say(&self, key: &str) -> String {
        say(self.language, key, &[])
    }

    /// The same with a number in it.
    pub fn count(&self, key: &str, count: impl Display) -> String {
        say(self.language, key, &[("count", &count.to_string())])
    }

    /// A word of our lists, by the key that the screens have for it.
    pub fn label(&self, list: &str, value: &str) -> String {
        let key = format!("{list}.{value}");
        self.joined(|words| words.get(&key))
    }

    /// The name of a country.
    pub fn country(&self, code: &str) -> String {
        self.joined(|words| words.country(code))
    }

    fn joined(&self, word: impl Fn(&Words) -> String) -> String {
        self.lists.iter().map(word).collect::<Vec<_>>().join(" / ")
    }

    /// Several words of a list.
    pub fn labels<'a>(&self, list: &str, values: impl Iterator<Item = &'a str>) -> String {
        values.map(|value| self.label(list, value)).collect::<Vec<_>>().join(self.comma())
    }

    /// Between the parts of a row of words.
    pub const fn comma(&self) -> &'static str {
        if self.language.rtl() { "، " } else { ", " }
    }

    pub fn date(&self, day: NaiveDate) -> String {
        dates::date(self.language, day)
    }

    /// A day that there may not be.
    pub fn maybe(&self, day: Option<NaiveDate>) -> String {
        day.map_or_else(String::new, |day| self.date(day))
    }

    pub fn yes(&self, yes: bool) -> String {
        self.say(if yes { "file-yes" } else { "file-no" })
    }
}
