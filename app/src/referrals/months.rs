//! Months to choose from, as the API names them and as people read them.

use yaninda_shared::values::NaiveDate;

use crate::format;

/// A day's month as the API names it: `2026-11`.
#[must_use]
pub fn code(day: NaiveDate) -> String {
    day.to_string().chars().take(7).collect()
}

/// So many months back from a day, its own first: (`2026-11`, "Nov 2026").
#[must_use]
pub fn months(today: NaiveDate, count: u32) -> Vec<(String, String)> {
    let back = |months| today.checked_sub_months(chrono::Months::new(months));
    let named = |day: NaiveDate| (code(day), format::month(day));
    (0..count).filter_map(back).map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_go_back_over_the_end_of_a_year_and_of_february() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let codes = |day, count| months(day, count).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
        assert_eq!(codes(day("2024-01-31"), 3), ["2024-01", "2023-12", "2023-11"]);
        assert_eq!(codes(day("2024-03-31"), 2), ["2024-03", "2024-02"]);
    }
}
