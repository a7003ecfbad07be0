//! One field: where it stands in the record, what it is called, what kind of value it holds and how that is shown.

use serde_json::Value;
use yaninda_shared::values::{
    Country, EmailAddress, LanguageTag, LongText, Money, Name, NeutralPhrase, PhoneNumber, ShortText, ValueError,
};

use super::json::at;
use crate::{
    format,
    i18n::{Key, k, t, tn},
};

/// A field of a record.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Path in the record and in problem documents.
    pub path: &'static str,
    pub label: Key,
    pub kind: Kind,
    pub required: bool,
    /// A sentence under the field.
    pub hint: Option<Key>,
    /// What an empty field means, if it is not that nobody said it.
    pub empty: Option<Key>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Code,
    Line,
    /// Words that may stand in a mail.
    Phrase,
    Text,
    Name,
    Phone,
    Email,
    /// A day that has come.
    Past,
    /// Any day.
    Day,
    /// A whole number from 0 to this; nothing typed is zero.
    Count(i64),
    /// A whole number or nothing.
    Year,
    /// One of a list: side by side if it is required and short.
    One(Options),
    /// One of a few, each with a sentence that says what it means.
    Explained(Options, fn(&str) -> &'static str),
    /// Several of a short list.
    Many(Options),
    /// Several of a long list, in the order they were chosen.
    Listed(Options),
    Flag,
    /// Hours before something, several, the longest first.
    Before,
    /// From and to, minutes after midnight.
    Hours,
    /// Numbers on papers: kind, number, country.
    Numbers,
    /// Amounts of money, one a currency.
    Amounts,
}

/// What may be chosen.
#[derive(Clone, Copy, Debug)]
pub enum Options {
    /// (code, label), in order.
    Closed(fn() -> Vec<(String, String)>),
    Countries,
    Languages,
    /// Time zones, as the browser knows them.
    Zones,
}

/// Languages of the people this work meets most: they stand first, and give a name its code where several share one.
#[rustfmt::skip]
const FIRST: [&str; 22] = [
    "ar", "az", "ckb", "en", "fa", "fr", "id", "ka", "kk", "ku", "ky", "prs", "ps", "ro", "ru", "so", "tk", "tr", "ug", "uk",
    "ur", "uz",
];

/// All languages the browser can name, each name once; the usual ones first.
fn languages() -> Vec<(String, String)> {
    let named = |code: &str| Some((code.to_owned(), format::language_name(code)?));
    let first = format::by_name(FIRST.iter().filter_map(|code| named(code)).collect());
    let mut rest: Vec<(String, String)> = Vec::new();
    for (code, name) in LanguageTag::all().filter_map(named) {
        if !first.iter().chain(&rest).any(|(_, known)| *known == name) {
            rest.push((code, name));
        }
    }
    first.into_iter().chain(format::by_name(rest)).collect()
}

impl Options {
    /// All of them; countries and languages by name.
    #[must_use]
    pub fn all(self) -> Vec<(String, String)> {
        match self {
            Self::Closed(all) => all(),
            Self::Countries => format::by_name(Country::all().map(|code| (code.to_owned(), self.name(code))).collect()),
            Self::Languages => languages(),
            Self::Zones => format::zones().into_iter().map(|zone| (zone.clone(), zone)).collect(),
        }
    }

    /// The same, with what is chosen already: a record may hold a code that is no longer offered.
    #[must_use]
    pub fn all_with(self, chosen: &str) -> Vec<(String, String)> {
        let mut all = self.all();
        if !chosen.is_empty() && !all.iter().any(|(code, _)| code == chosen) {
            all.push((chosen.to_owned(), self.name(chosen)));
        }
        all
    }

    /// The label of a code.
    #[must_use]
    pub fn name(self, code: &str) -> String {
        match self {
            Self::Closed(all) => {
                all().into_iter().find(|(known, _)| known == code).map_or_else(String::new, |(_, label)| label)
            }
            Self::Countries => format::country(code),
            Self::Languages => format::language(code),
            Self::Zones => code.to_owned(),
        }
    }
}

impl Spec {
    /// A field that may stay empty.
    #[must_use]
    pub const fn new(path: &'static str, label: Key, kind: Kind) -> Self {
        Self { path, label, kind, required: false, hint: None, empty: None }
    }

    /// The same, but it must be filled in.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same with a sentence under it.
    #[must_use]
    pub const fn hint(mut self, hint: Key) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The same; left empty it means this.
    #[must_use]
    pub const fn empty(mut self, empty: Key) -> Self {
        self.empty = Some(empty);
        self
    }

    /// The value in the reader's language; nothing if the field is empty.
    #[must_use]
    pub fn text(&self, record: &Value) -> Option<String> {
        let value = at(record, self.path)?;
        let text = match self.kind {
            Kind::Code | Kind::Line | Kind::Phrase | Kind::Text | Kind::Name | Kind::Phone | Kind::Email => {
                value.as_str()?.to_owned()
            }
            Kind::Past | Kind::Day => format::day(value.as_str()?.parse().ok()?),
            Kind::Count(_) => format::number(value.as_i64().filter(|count| *count > 0)?),
            Kind::Year => value.as_i64()?.to_string(),
            Kind::One(options) | Kind::Explained(options, _) => options.name(value.as_str()?),
            Kind::Many(options) | Kind::Listed(options) => {
                let names: Vec<String> =
                    value.as_array()?.iter().filter_map(|code| Some(options.name(code.as_str()?))).collect();
                names.join(t(k::FORM_COMMA))
            }
            Kind::Before => {
                let hours = value.as_array()?.iter().filter_map(Value::as_i64);
                hours.map(hours_before).collect::<Vec<_>>().join(t(k::FORM_COMMA))
            }
            Kind::Flag => t(if value.as_bool()? { k::FORM_YES } else { k::FORM_NO }).to_owned(),
            Kind::Hours => {
                let clock = |key| Some(format::clock(u32::try_from(value.get(key)?.as_u64()?).ok()?));
                [clock("from")?, clock("to")?].join("–")
            }
            Kind::Amounts => {
                let amounts = value.as_array()?.iter();
                let amounts = amounts.filter_map(|one| serde_json::from_value::<Money>(one.clone()).ok());
                amounts.map(|money| format::money(&money)).collect::<Vec<_>>().join(t(k::FORM_COMMA))
            }
            Kind::Numbers => value.as_array()?.iter().filter_map(number_line).collect::<Vec<_>>().join("\n"),
        };
        (!text.is_empty()).then_some(text)
    }

    /// Whether the value reads from left to right in every language.
    pub(super) const fn is_ltr(&self) -> bool {
        matches!(self.kind, Kind::Phone | Kind::Email | Kind::Hours | Kind::One(Options::Zones))
    }
}

impl Kind {
    /// Checks a typed text as the server will.
    pub(super) fn check(self, text: &str) -> Result<(), ValueError> {
        match self {
            Self::Code => yaninda_shared::values::CodeName::parse(text).map(drop),
            Self::Phrase => NeutralPhrase::parse(text).map(drop),
            Self::Line => ShortText::parse(text).map(drop),
            Self::Text => LongText::parse(text).map(drop),
            Self::Name => Name::parse(text).map(drop),
            Self::Phone => PhoneNumber::parse(text).map(drop),
            Self::Email => EmailAddress::parse(text).map(drop),
            _ => Ok(()),
        }
    }
}

/// "1 day before", "2 hours before".
#[must_use]
pub fn hours_before(hours: i64) -> String {
    if hours % 24 == 0 { tn(k::COUNT_DAYS_BEFORE, hours / 24) } else { tn(k::COUNT_HOURS_BEFORE, hours) }
}

fn number_line(row: &Value) -> Option<String> {
    let mut line = [row.get("kind")?.as_str()?, row.get("number")?.as_str()?].join(" ");
    if let Some(country) = row.get("country").and_then(Value::as_str) {
        line.push_str(" · ");
        line.push_str(&format::country(country));
    }
    Some(line)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_languages_can_be_recorded() {
        for code in FIRST {
            assert!(LanguageTag::parse(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn values_are_shown_as_people_read_them() {
        let record = json!({"hours": {"from": 545, "to": 1440}, "count": 0, "safe": true,
            "reminders": [24, 2], "numbers": [{"kind": "Passport", "number": "A1"}]});
        let text = |path, kind| Spec::new(path, k::OPEN_SEX, kind).text(&record);
        assert_eq!(text("hours", Kind::Hours).as_deref(), Some("09:05–24:00"));
        assert_eq!(text("count", Kind::Count(9)), None);
        assert_eq!(text("safe", Kind::Flag).as_deref(), Some("Yes"));
        assert_eq!(text("numbers", Kind::Numbers).as_deref(), Some("Passport A1"));
        assert_eq!(text("missing", Kind::Line), None);
        assert_eq!(text("reminders", Kind::Before).as_deref(), Some("1 day before, 2 hours before"));
    }
}
