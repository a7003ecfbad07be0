//! Dates, numbers, money and names of countries and languages, by the browser's Intl: no locale data in the wasm.
//!
//! Days are calendar days without a zone; instants are shown in the device's zone. Natively (tests) plain ISO forms
//! come back.

mod typed;

use std::{cell::RefCell, collections::HashMap};

use chrono::{Datelike, Timelike};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use yaninda_shared::values::{LocalTime, Money, NaiveDate, Stamp, ZoneName};

pub use typed::{day_typed, parse_day, parse_time};

use crate::i18n::{self, k, t, tn};

thread_local! {
    static FORMATTERS: RefCell<HashMap<String, JsValue>> = RefCell::new(HashMap::new());
}

/// The present locale to Intl. English is written as in Britain, day before month: it is nobody's first language here
/// and must not be read the other way round.
fn tag() -> &'static str {
    match i18n::current() {
        yaninda_shared::users::Locale::En => "en-GB",
        other => other.as_str(),
    }
}

/// Calls `method` of a cached `new Intl.{class}(locale, options)`.
fn intl(class: &str, options: &[(&str, &str)], method: &str, arg: &JsValue) -> Option<String> {
    intl_in(tag(), class, options, method, arg)
}

/// The same in another locale than the present one.
fn intl_in(locale: &str, class: &str, options: &[(&str, &str)], method: &str, arg: &JsValue) -> Option<String> {
    crate::browser::window()?;
    let name = format!("{class} {locale} {options:?}");
    let formatter = FORMATTERS.with_borrow_mut(|cache| {
        if let Some(known) = cache.get(&name) {
            return Some(known.clone());
        }
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let constructor = Reflect::get(&intl, &class.into()).ok()?.dyn_into::<Function>().ok()?;
        let bag = Object::new();
        for (option, value) in options {
            // Digit counts are numbers to Intl.
            let value = value.parse::<f64>().map_or_else(|_| JsValue::from_str(value), JsValue::from_f64);
            Reflect::set(&bag, &(*option).into(), &value).ok()?;
        }
        let made = Reflect::construct(&constructor, &Array::of2(&locale.into(), &bag)).ok()?;
        cache.insert(name, made.clone());
        Some(made)
    })?;
    let function = Reflect::get(&formatter, &method.into()).ok()?.dyn_into::<Function>().ok()?;
    function.call1(&formatter, arg).ok()?.as_string()
}

/// The same of a number. Nothing natively, where there are no numbers of JavaScript either.
fn intl_number(class: &str, options: &[(&str, &str)], method: &str, value: f64) -> Option<String> {
    crate::browser::window()?;
    intl(class, options, method, &JsValue::from_f64(value))
}

/// Plural category of a number: `one`, `few`, `other` …
#[must_use]
pub fn plural(count: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    intl_number("PluralRules", &[], "select", count as f64)
        .unwrap_or_else(|| (if count == 1 { "one" } else { "other" }).to_owned())
}

/// A whole number.
#[must_use]
pub fn number(count: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    intl_number("NumberFormat", &[], "format", count as f64).unwrap_or_else(|| count.to_string())
}

/// A quantity in hundredths, as services count: 150 is 1.5.
#[must_use]
pub fn quantity(hundredths: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "quantities are small")]
    let value = hundredths as f64 / 100.0;
    intl_number("NumberFormat", &[("maximumFractionDigits", "2")], "format", value).unwrap_or_else(|| value.to_string())
}

/// A size in megabytes: "1.2 MB".
#[must_use]
pub fn megabytes(size: f64) -> String {
    let options = [("style", "unit"), ("unit", "megabyte"), ("maximumFractionDigits", "1")];
    intl_number("NumberFormat", &options, "format", size.max(0.1)).unwrap_or_else(|| size.to_string())
}

/// An amount with its currency code; whole amounts without decimals: "18,500 TRY".
#[must_use]
pub fn money(money: &Money) -> String {
    let currency = money.currency();
    let code = currency.as_str();
    let digits = if money.minor() % 10_i64.pow(currency.digits()) == 0 { 0 } else { currency.digits() };
    let digits = digits.to_string();
    #[expect(clippy::cast_precision_loss, reason = "amounts are below 2^53")]
    let value = money.minor() as f64 / 10_f64.powi(i32::try_from(currency.digits()).unwrap_or(2));
    let options = [("minimumFractionDigits", digits.as_str()), ("maximumFractionDigits", digits.as_str())];
    let amount = intl_number("NumberFormat", &options, "format", value).unwrap_or_else(|| plain(money));
    let code = if code == "TRY" { t(k::CURRENCY_TRY) } else { code };
    format!("{amount}\u{a0}{code}")
}

/// An amount as it is typed into a field: "18500" or "18500.50".
#[must_use]
pub fn plain(money: &Money) -> String {
    let unit = 10_i64.pow(money.currency().digits());
    let (whole, rest) = (money.minor() / unit, money.minor() % unit);
    if rest == 0 {
        return whole.to_string();
    }
    let width = usize::try_from(money.currency().digits()).unwrap_or(2);
    format!("{whole}.{rest:0width$}")
}

/// A country's name from its ISO 3166 code.
#[must_use]
pub fn country(code: &str) -> String {
    display_name("region", code)
}

/// A language's name from its ISO 639 code.
#[must_use]
pub fn language(code: &str) -> String {
    display_name("language", code)
}

/// The same, or nothing if the browser has no name for it.
#[must_use]
pub fn language_name(code: &str) -> Option<String> {
    intl("DisplayNames", &[("type", "language"), ("fallback", "none")], "of", &code.into())
}

/// Names of a country (`region`) or a language (`language`) in every language of the app.
#[must_use]
pub fn names_everywhere(of: &str, code: &str) -> Vec<String> {
    let options = [("type", of), ("fallback", "none")];
    let all = yaninda_shared::users::Locale::ALL.iter();
    all.filter_map(|locale| intl_in(locale.as_str(), "DisplayNames", &options, "of", &code.into())).collect()
}

fn display_name(of: &str, code: &str) -> String {
    if crate::browser::window().is_none() {
        return code.to_owned();
    }
    intl("DisplayNames", &[("type", of)], "of", &code.into()).unwrap_or_else(|| code.to_owned())
}

/// Time zones the browser knows, the programme's own first.
#[must_use]
pub fn zones() -> Vec<String> {
    let own = ZoneName::DEFAULT.to_owned();
    let all = known_zones().map(|all| all.iter().filter_map(|zone| zone.as_string()).collect::<Vec<_>>());
    let rest = all.unwrap_or_default().into_iter().filter(|zone| *zone != own);
    [own.clone()].into_iter().chain(rest).collect()
}

fn known_zones() -> Option<Array> {
    crate::browser::window()?;
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let all = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?.dyn_into::<Function>().ok()?;
    all.call1(&intl, &"timeZone".into()).ok()?.dyn_into().ok()
}

/// Choices (code, name) in the order of the reader's alphabet.
#[must_use]
pub fn by_name(mut choices: Vec<(String, String)>) -> Vec<(String, String)> {
    let collator = crate::browser::window()
        .map(|_| js_sys::Intl::Collator::new(&Array::of1(&tag().into()), &Object::new()).compare());
    choices.sort_by(|(_, a), (_, b)| {
        let order =
            collator.as_ref().and_then(|compare| compare.call2(&JsValue::NULL, &a.into(), &b.into()).ok()?.as_f64());
        order.map_or_else(|| a.cmp(b), |order| order.total_cmp(&0.0))
    });
    choices
}

fn at_noon_utc(day: NaiveDate) -> JsValue {
    let seconds = day.and_hms_opt(12, 0, 0).map_or(0, |at| at.and_utc().timestamp());
    #[expect(clippy::cast_precision_loss, reason = "seconds fit")]
    js_sys::Date::new(&JsValue::from_f64(seconds as f64 * 1000.0)).into()
}

fn day_with(day: NaiveDate, options: &[(&str, &str)]) -> String {
    if crate::browser::window().is_none() {
        return day.to_string();
    }
    let mut all = vec![("timeZone", "UTC"), ("numberingSystem", "latn"), ("calendar", "gregory")];
    all.extend_from_slice(options);
    intl("DateTimeFormat", &all, "format", &at_noon_utc(day)).unwrap_or_else(|| day.to_string())
}

/// The month is always a word: 03/04 is another day to another reader, and in Arabic the parts would change sides.
const DAY: [(&str, &str); 3] = [("day", "numeric"), ("month", "short"), ("year", "numeric")];

/// A day: "23 Nov 2026".
#[must_use]
pub fn day(day: NaiveDate) -> String {
    day_with(day, &DAY)
}

/// A month where its year stands elsewhere or is plain: "Nov 26".
#[must_use]
pub fn month_brief(day: NaiveDate) -> String {
    day_with(day, &[("month", "short"), ("year", "2-digit")])
}

/// A share in tenths of a per cent: "93.1 %".
#[must_use]
pub fn percent(tenths: i64) -> String {
    share(tenths, &[])
}

/// A change in tenths of a per cent, with its sign: "+47.1 %".
#[must_use]
pub fn change(tenths: i64) -> String {
    share(tenths, &[("signDisplay", "exceptZero")])
}

fn share(tenths: i64, more: &[(&str, &str)]) -> String {
    let mut all = vec![("style", "percent"), ("maximumFractionDigits", "1"), ("numberingSystem", "latn")];
    all.extend_from_slice(more);
    #[expect(clippy::cast_precision_loss, reason = "shares are far below 2^52")]
    let value = tenths as f64 / 1000.0;
    intl_number("NumberFormat", &all, "format", value)
        .unwrap_or_else(|| format!("{}.{}%", tenths / 10, (tenths % 10).abs()))
}

fn two(number: u32) -> String {
    if number < 10 { ["0", &number.to_string()].concat() } else { number.to_string() }
}

/// A day without its year: "23 Nov"; with the year if it is not this one.
#[must_use]
pub fn day_short(value: NaiveDate) -> String {
    if value.year() == today().year() { day_with(value, &[("day", "numeric"), ("month", "short")]) } else { day(value) }
}

/// The month of a day: "November 2026".
#[must_use]
pub fn month(day: NaiveDate) -> String {
    day_with(day, &[("month", "long"), ("year", "numeric")])
}

/// The month of a day, as short as it can be said: "Nov".
#[must_use]
pub fn month_short(day: NaiveDate) -> String {
    day_with(day, &[("month", "short")])
}

/// A day in words: "Monday 23 November".
#[must_use]
pub fn day_long(day: NaiveDate) -> String {
    day_with(day, &[("weekday", "long"), ("day", "numeric"), ("month", "long")])
}

/// A day in words near today ("today", "yesterday", "tomorrow"), else [`day_short`].
#[must_use]
pub fn day_near(value: NaiveDate) -> String {
    let distance = (value - today()).num_days();
    if (-1..=1).contains(&distance) { relative_days(distance) } else { day_short(value) }
}

/// "today", "in 3 days", "2 days ago".
#[must_use]
pub fn relative_days(distance: i64) -> String {
    relative(distance).unwrap_or_else(|| tn(k::COUNT_DAYS, distance))
}

fn relative(distance: i64) -> Option<String> {
    crate::browser::window()?;
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor = Reflect::get(&intl, &"RelativeTimeFormat".into()).ok()?.dyn_into::<Function>().ok()?;
    let bag = Object::new();
    Reflect::set(&bag, &"numeric".into(), &"auto".into()).ok()?;
    let made = Reflect::construct(&constructor, &Array::of2(&tag().into(), &bag)).ok()?;
    let format = Reflect::get(&made, &"format".into()).ok()?.dyn_into::<Function>().ok()?;
    #[expect(clippy::cast_precision_loss, reason = "days are few")]
    format.call2(&made, &JsValue::from_f64(distance as f64), &"day".into()).ok()?.as_string()
}

/// "18 days left", "2 days late", or "today".
#[must_use]
pub fn due(day: NaiveDate) -> String {
    match (day - today()).num_days() {
        0 => t(k::TODAY_TITLE).to_owned(),
        left if left > 0 => tn(k::COUNT_DAYS_LEFT, left),
        late => tn(k::COUNT_DAYS_LATE, -late),
    }
}

/// An instant in the device's zone: "23 Nov 2026, 09:12".
#[must_use]
pub fn instant(at: Stamp) -> String {
    if crate::browser::window().is_none() {
        return at.utc_day().to_string();
    }
    let date: JsValue = date(at).into();
    let mut options = DAY.to_vec();
    options.extend([
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("hourCycle", "h23"),
        ("numberingSystem", "latn"),
        ("calendar", "gregory"),
    ]);
    intl("DateTimeFormat", &options, "format", &date).unwrap_or_default()
}

/// A wall time: "10:30", in every language with twenty-four hours, as it is typed.
#[must_use]
pub fn time(at: LocalTime) -> String {
    clock(minutes_of(at))
}

/// Minutes after the midnight of its day.
#[must_use]
pub fn minutes_of(at: LocalTime) -> u32 {
    at.time().hour() * 60 + at.time().minute()
}

/// Minutes after midnight as `09:30`.
#[must_use]
pub fn clock(minutes: u32) -> String {
    [two(minutes / 60), two(minutes % 60)].join(":")
}

/// A wall time with its day: "Thu 26 Nov, 10:30"; with the year if it is not this one.
#[must_use]
pub fn day_time(at: LocalTime) -> String {
    [weekday_short(at.day()), time(at)].join(t(k::FORM_COMMA))
}

/// The weekday alone, as short as seven of them stand beside each other on a phone: "Thu"; one letter in Arabic, which
/// has no shorter names.
#[must_use]
pub fn weekday(day: NaiveDate) -> String {
    let arabic = i18n::current() == yaninda_shared::users::Locale::Ar;
    day_with(day, &[("weekday", if arabic { "narrow" } else { "short" })])
}

/// The weekday alone: "Thursday".
#[must_use]
pub fn weekday_long(day: NaiveDate) -> String {
    day_with(day, &[("weekday", "long")])
}

/// A weekday with the number of the day, where the month stands elsewhere: "Thu 26".
#[must_use]
pub fn weekday_of_month(day: NaiveDate) -> String {
    day_with(day, &[("weekday", "short"), ("day", "numeric")])
}

/// The number of a day in its month.
#[must_use]
pub fn day_of_month(day: NaiveDate) -> String {
    day_with(day, &[("day", "numeric")])
}

/// A day with its weekday: "Thu 26 Nov"; with the year if it is not this one.
#[must_use]
pub fn weekday_short(value: NaiveDate) -> String {
    let year = [("weekday", "short"), ("day", "numeric"), ("month", "short"), ("year", "numeric")];
    day_with(value, if value.year() == today().year() { &year[..3] } else { &year })
}

/// The instant at which a day begins in the device's zone.
#[must_use]
pub fn start_of_day(day: NaiveDate) -> Option<Stamp> {
    crate::browser::window()?;
    let year = u32::try_from(day.year()).ok()?;
    let date =
        js_sys::Date::new_with_year_month_day(year, i32::try_from(day.month0()).ok()?, i32::try_from(day.day()).ok()?);
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds fit")]
    let millis = date.get_time() as i64;
    Some(Stamp::from_micros(millis.saturating_mul(1000)))
}

/// Now, by the device's clock.
#[must_use]
pub fn now() -> Stamp {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
    Stamp::from_micros(crate::browser::now_millis() as i64 * 1000)
}

/// The device's own day.
#[must_use]
pub fn today() -> NaiveDate {
    if crate::browser::window().is_none() {
        return NaiveDate::MIN;
    }
    day_of(now())
}

/// The day that an instant falls on in the device's zone.
#[must_use]
pub fn day_of(at: Stamp) -> NaiveDate {
    if crate::browser::window().is_none() {
        return at.utc_day();
    }
    let date = date(at);
    NaiveDate::from_ymd_opt(i32::try_from(date.get_full_year()).unwrap_or(1970), date.get_month() + 1, date.get_date())
        .unwrap_or_default()
}

fn date(at: Stamp) -> js_sys::Date {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds fit")]
    let millis = at.millis() as f64;
    js_sys::Date::new(&JsValue::from_f64(millis))
}

#[cfg(test)]
mod tests {
    use yaninda_shared::values::Currency;

    use super::*;

    #[test]
    fn amounts_go_back_into_fields_as_typed() {
        for (minor, text) in [(1_850_000, "18500"), (1_850_050, "18500.50"), (5, "0.05")] {
            assert_eq!(plain(&Money::new(minor, Currency::TRY).unwrap()), text);
        }
    }
}
