//! What was typed into one field, and the way from the record into it and back.

use leptos::prelude::*;
use serde_json::{Value, json};
use yaninda_shared::values::{Money, NaiveDate, ShortText, ValueError, parse_count};

use super::{
    json::{set, value_of},
    spec::Kind,
};
use crate::{components::parse_money, format};

/// A row of [`Kind::Numbers`]: kind, number, country.
pub(super) type NumberRow = [RwSignal<String>; 3];

/// A row of [`Kind::Amounts`]: what was typed, and the currency.
pub(super) type AmountRow = [RwSignal<String>; 2];

/// Signals of one field.
#[derive(Clone, Copy)]
pub(super) enum Typed {
    Text(RwSignal<String>),
    Day(RwSignal<Option<NaiveDate>>),
    Many(RwSignal<Vec<String>>),
    Hours([RwSignal<String>; 2]),
    Numbers(RwSignal<Vec<NumberRow>>),
    Amounts(RwSignal<Vec<AmountRow>>),
}

impl Typed {
    /// An empty field.
    pub(super) fn new(kind: Kind) -> Self {
        let text = || RwSignal::new(String::new());
        match kind {
            Kind::Past | Kind::Day => Self::Day(RwSignal::new(None)),
            Kind::Many(_) | Kind::Listed(_) | Kind::Before => Self::Many(RwSignal::new(Vec::new())),
            Kind::Hours => Self::Hours([text(), text()]),
            Kind::Numbers => Self::Numbers(RwSignal::new(Vec::new())),
            Kind::Amounts => Self::Amounts(RwSignal::new(Vec::new())),
            _ => Self::Text(text()),
        }
    }

    /// Takes a value of the record.
    pub(super) fn fill(self, value: Option<&Value>) {
        match self {
            Self::Text(text) => text.set(plain(value)),
            Self::Day(day) => day.set(value.and_then(Value::as_str).and_then(|text| text.parse().ok())),
            Self::Many(many) => many.set(items(value).map(|item| plain(Some(item))).collect()),
            Self::Hours(hours) => {
                for (text, key) in hours.into_iter().zip(["from", "to"]) {
                    let minutes = value.and_then(|value| u32::try_from(value.get(key)?.as_u64()?).ok());
                    text.set(minutes.map_or_else(String::new, format::clock));
                }
            }
            Self::Numbers(rows) => rows.set(items(value).map(number_row).collect()),
            Self::Amounts(rows) => rows.set(items(value).filter_map(amount_row).collect()),
        }
    }

    /// The value for the record, `Null` if nothing was typed. Errors: why a text is refused.
    pub(super) fn value(self, kind: Kind) -> Result<Value, ValueError> {
        match self {
            Self::Day(day) => Ok(day.get().map_or(Value::Null, |day| day.to_string().into())),
            Self::Many(many) if matches!(kind, Kind::Before) => Ok(hours(&many.get()).into()),
            Self::Many(many) => Ok(many.get().into()),
            Self::Hours(hours) => match hours.map(|text| minutes(&text.get())) {
                [None, None] => Ok(Value::Null),
                [Some(from), Some(to)] => Ok(json!({"from": from, "to": to})),
                _ => Err(ValueError::Missing),
            },
            Self::Numbers(rows) => {
                rows.get().into_iter().filter_map(number).collect::<Result<Vec<_>, _>>().map(Value::Array)
            }
            Self::Amounts(rows) => {
                let amounts =
                    rows.get().into_iter().map(|[amount, currency]| parse_money(&amount.get(), &currency.get()));
                let amounts = amounts.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()?;
                Ok(amounts.iter().map(value_of).collect())
            }
            Self::Text(text) => text.with(|text| parsed(text.trim(), kind)),
        }
    }
}

fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn items(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

fn parsed(text: &str, kind: Kind) -> Result<Value, ValueError> {
    match (kind, text) {
        (Kind::Count(_), "") => Ok(0.into()),
        (_, "") => Ok(Value::Null),
        (Kind::Count(most), _) => count(text, most),
        (Kind::Year, _) => count(text, 9999),
        (Kind::Flag, _) => Ok((text == "true").into()),
        _ => kind.check(text).map(|()| text.into()),
    }
}

/// What is too large for its field is refused here: the record's type could not even hold it.
fn count(text: &str, most: i64) -> Result<Value, ValueError> {
    let count = parse_count(text)?;
    if count > most { Err(ValueError::TooLarge) } else { Ok(count.into()) }
}

/// Numbers of hours, the longest first.
fn hours(chosen: &[String]) -> Vec<u16> {
    let mut hours: Vec<u16> = chosen.iter().filter_map(|one| one.parse().ok()).collect();
    hours.sort_unstable_by(|a, b| b.cmp(a));
    hours
}

/// `09:30` as minutes after midnight.
fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    Some(hours.parse::<u16>().ok()? * 60 + minutes.parse::<u16>().ok()?)
}

fn number_row(value: &Value) -> NumberRow {
    ["kind", "number", "country"].map(|key| RwSignal::new(plain(value.get(key))))
}

fn amount_row(value: &Value) -> Option<AmountRow> {
    let money: Money = serde_json::from_value(value.clone()).ok()?;
    Some([format::plain(&money), String::from(money.currency())].map(RwSignal::new))
}

/// A row for the record; an empty one is left out.
fn number([kind, number, country]: NumberRow) -> Option<Result<Value, ValueError>> {
    let (kind, number, country) = (kind.get(), number.get(), country.get());
    if kind.is_empty() && number.is_empty() {
        return None;
    }
    if let Err(why) = ShortText::parse(&kind).and_then(|_| ShortText::parse(&number)) {
        return Some(Err(why));
    }
    let mut row = json!({"kind": kind.trim(), "number": number.trim()});
    if !country.is_empty() {
        set(&mut row, "country", country.into());
    }
    Some(Ok(row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_held_to_its_range() {
        let children = Kind::Count(30);
        assert_eq!(parsed("0", children), Ok(0.into()));
        assert_eq!(parsed("30", children), Ok(30.into()));
        for typed in ["31", "256", "999"] {
            assert_eq!(parsed(typed, children), Err(ValueError::TooLarge), "{typed}");
        }
        assert_eq!(parsed("-3", children), Err(ValueError::Negative));
        assert_eq!(parsed("99999999999", Kind::Year), Err(ValueError::TooLarge));
    }
}
