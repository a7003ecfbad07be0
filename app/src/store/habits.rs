//! How this user logs: which types most, and what was last given with a type. `localStorage` holds codes of the
//! catalogue, days and currencies; provider and fund stay in memory and are forgotten on lock.

use std::{cell::RefCell, collections::HashMap};

use chrono::Datelike;
use yaninda_shared::{services::ServiceDraft, values::NaiveDate};

use super::{memory, session};
use crate::{
    browser::{keep, recall},
    format,
};

/// Most uses that are remembered.
const MOST: usize = 200;
/// Uses older than this do not count, in days.
const WINDOW: i32 = 28;

thread_local! {
    static LAST: RefCell<HashMap<String, Usual>> = RefCell::new(HashMap::new());
}

/// What was last given with a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usual {
    pub provider: String,
    pub fund: String,
}

/// One use: day since the common era, code of the type, currency (may be empty).
type Use<'a> = (i32, &'a str, &'a str);

/// Where the uses of the present user are kept.
fn name() -> String {
    session::user().map_or_else(String::new, memory::habits)
}

/// Where the types are kept that the present user books.
fn booked_name() -> String {
    session::user().map_or_else(String::new, memory::bookings)
}

fn read(text: &str) -> Vec<Use<'_>> {
    text.lines().filter_map(read_line).collect()
}

fn read_line(line: &str) -> Option<Use<'_>> {
    let mut parts = line.split(' ');
    Some((parts.next()?.parse().ok()?, parts.next()?, parts.next()?))
}

/// Notes that a type was logged now.
pub fn logged(draft: &ServiceDraft) {
    let currency = draft.cost.as_ref().map(|cost| cost.currency().as_str().to_owned()).unwrap_or_default();
    note(&name(), &draft.code, &currency);
    let usual = Usual {
        provider: draft.provider.clone().map(String::from).unwrap_or_default(),
        fund: draft.fund.clone().map(String::from).unwrap_or_default(),
    };
    LAST.with_borrow_mut(|last| last.insert(draft.code.clone(), usual));
}

fn note(name: &str, code: &str, currency: &str) {
    let kept = recall(name).unwrap_or_default();
    let mut lines: Vec<&str> = kept.lines().collect();
    let line = [&format::today().num_days_from_ce().to_string(), code, currency].join(" ");
    lines.push(&line);
    let from = lines.len().saturating_sub(MOST);
    keep(name, Some(&lines.split_off(from).join("\n")));
}

/// Notes that an appointment of a type was booked now.
pub fn booked(code: &str) {
    note(&booked_name(), code, "");
}

/// Types this user books most, first the most frequent.
#[must_use]
pub fn most_booked() -> Vec<String> {
    let kept = recall(&booked_name()).unwrap_or_default();
    order(&read(&kept), format::today()).into_iter().map(str::to_owned).collect()
}

/// What was last given with this type since the app was opened.
#[must_use]
pub fn usual(code: &str) -> Option<Usual> {
    LAST.with_borrow(|last| last.get(code).filter(|usual| **usual != Usual::default()).cloned())
}

/// The currency last used with this type.
#[must_use]
pub fn currency(code: &str) -> Option<String> {
    let kept = recall(&name())?;
    let found = read(&kept).into_iter().rev().find(|(_, used, currency)| *used == code && !currency.is_empty());
    found.map(|(_, _, currency)| currency.to_owned())
}

/// Types this user logs most, first the most frequent.
#[must_use]
pub fn favourites() -> Vec<String> {
    let kept = recall(&name()).unwrap_or_default();
    order(&read(&kept), format::today()).into_iter().map(str::to_owned).collect()
}

/// Counted over four weeks up to last Sunday: during a week the tiles keep their places, so that hands learn them.
fn order<'a>(uses: &[Use<'a>], today: NaiveDate) -> Vec<&'a str> {
    let monday = today.num_days_from_ce() - i32::try_from(today.weekday().num_days_from_monday()).unwrap_or(0);
    let mut counted: Vec<(&str, usize, i32)> = Vec::new();
    for (day, code, _) in uses.iter().filter(|(day, _, _)| (monday - WINDOW..monday).contains(day)) {
        match counted.iter_mut().find(|(known, _, _)| known == code) {
            Some((_, count, last)) => {
                *count += 1;
                *last = (*last).max(*day);
            }
            None => counted.push((code, 1, *day)),
        }
    }
    counted.sort_by(|a, b| (b.1, b.2, a.0).cmp(&(a.1, a.2, b.0)));
    counted.into_iter().map(|(code, _, _)| code).collect()
}

/// Forgets what must not outlive the session.
pub(super) fn forget() {
    LAST.with_borrow_mut(HashMap::clear);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_type_of_the_weeks_before_comes_first() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let at = |days: i64| (today - chrono::Duration::days(days)).num_days_from_ce();
        let kept = format!(
            "{} TRA.local \n{} HOU.rent TRY\n{} HOU.rent TRY\n{} BAS.food TRY\n{} MED.gp \n{} MED.gp \n{} MED.gp \nx",
            at(60),
            at(20),
            at(10),
            at(9),
            at(2),
            at(1),
            at(0)
        );
        // This week's visits wait for Monday (the 23rd); a ride two months ago no longer counts.
        assert_eq!(order(&read(&kept), today), ["HOU.rent", "BAS.food"]);
        let monday = today + chrono::Duration::days(5);
        assert_eq!(order(&read(&kept), monday).first(), Some(&"MED.gp"));
    }
}
