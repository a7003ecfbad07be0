//! What is wrong with a draft that cannot be checked or booked, in words: the field, the day of a week that is meant.

use chrono::Days;
use yaninda_shared::values::NaiveDate;

use crate::{
    format,
    i18n::{Key, k, t, tf},
    store::Failure,
};

/// What is wrong, one line a field. `day` is that of the appointment.
pub(super) fn lines(failure: &Failure, day: Option<NaiveDate>) -> Vec<String> {
    let line = |field: &str| {
        let why = why(failure, field, day)?;
        Some(label(field).map_or_else(|| why.clone(), |label| [t(label), ": ", &why].concat()))
    };
    failure.fields.iter().filter_map(|error| line(&error.field)).collect()
}

/// Whether there is no day or no time yet: nothing is wrong, it is only too soon.
pub(super) fn is_unfinished(failure: &Failure) -> bool {
    let when = |field: &str| matches!(field, "starts" | "time");
    failure.fields.iter().any(|error| when(&error.field) && error.code == "missing")
}

/// What is wrong with the following weeks: of one of them it says which.
pub(super) fn with_weeks(failure: &Failure, day: Option<NaiveDate>) -> Option<String> {
    let error = failure.fields.iter().find(|error| label(&error.field) == Some(k::APPOINTMENTS_WEEKLY))?;
    why(failure, &error.field, day)
}

fn why(failure: &Failure, field: &str, day: Option<NaiveDate>) -> Option<String> {
    let why = failure.field(field)?;
    let day = following(field).and_then(|place| day?.checked_add_days(Days::new(7 * (place + 1))));
    Some(match day {
        Some(day) => tf(k::APPOINTMENTS_WEEK_WRONG, &[("day", &format::day(day)), ("why", why)]),
        None => why.to_owned(),
    })
}

/// Which of the following weeks, from nothing on: `repeat.following[8]` is the ninth.
fn following(field: &str) -> Option<u64> {
    field.strip_prefix("repeat.following[")?.strip_suffix(']')?.parse().ok()
}

/// What the form calls a field of the draft.
fn label(field: &str) -> Option<Key> {
    Some(match field {
        "type" => k::APPOINTMENTS_KIND,
        "starts" => k::APPOINTMENTS_DAY,
        "time" => k::APPOINTMENTS_TIME,
        "zone" => k::APPOINTMENTS_ZONE,
        "minutes" => k::APPOINTMENTS_MINUTES,
        "mail_place" | "mail_place.words" => k::APPOINTMENTS_MAIL_PLACE,
        "place" => k::APPOINTMENTS_PLACE,
        "with_whom" => k::APPOINTMENTS_WITH_WHOM,
        "attended_by" => k::APPOINTMENTS_ATTENDS,
        "offered" => k::APPOINTMENTS_OFFERED,
        field if field.starts_with("repeat") => k::APPOINTMENTS_WEEKLY,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use yaninda_shared::{problem::FieldError, values::ValueError};

    use super::*;

    fn failure(fields: &[(&str, ValueError)]) -> Failure {
        Failure::invalid(fields.iter().map(|(field, why)| FieldError::new(*field, *why)).collect())
    }

    #[test]
    fn only_a_day_or_a_time_that_was_not_chosen_yet_is_unfinished() {
        assert!(is_unfinished(&failure(&[("time", ValueError::Missing)])));
        assert!(!is_unfinished(&failure(&[("starts", ValueError::NoSuchTime)])));
        assert!(!is_unfinished(&failure(&[("mail_place.words", ValueError::NotNeutral)])));
    }

    #[test]
    fn each_field_is_named_and_of_the_weeks_the_day() {
        let day = "2027-01-24".parse().ok();
        let wrong = failure(&[
            ("mail_place.words", ValueError::NotNeutral),
            ("repeat.following[8]", ValueError::NoSuchTime),
            ("unheard_of", ValueError::Missing),
        ]);
        let said = lines(&wrong, day);
        assert!(said[0].starts_with(t(k::APPOINTMENTS_MAIL_PLACE)), "{said:?}");
        let week = with_weeks(&wrong, day).unwrap();
        assert!(week.starts_with(&format::day("2027-03-28".parse().unwrap())), "{week}");
        assert_eq!(said[1], [t(k::APPOINTMENTS_WEEKLY), ": ", &week].concat());
        assert_eq!(said[2], wrong.field("unheard_of").unwrap());
        assert_eq!(with_weeks(&failure(&[("starts", ValueError::NoSuchTime)]), day), None);
    }
}
