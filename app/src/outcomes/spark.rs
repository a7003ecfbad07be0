//! Scores over time as a small step line: a picture of what the row says and the table holds.

use std::fmt::Write;

use leptos::prelude::*;
use yaninda_shared::{outcomes::Score, values::NaiveDate};

/// From where to where the line goes, and how far it is from one step of the scale to the next.
const LEFT: i64 = 4;
const WIDE: i64 = 82;
const STEP: i64 = 6;
const LOWEST: i64 = 28;

/// A line and where it ends.
#[derive(Debug, PartialEq, Eq)]
struct Drawn {
    line: String,
    end: (i64, i64),
}

/// Days stand as far apart as they are; a single score is a point at the end.
fn draw(scores: &[(NaiveDate, Score)]) -> Option<Drawn> {
    let (first, last) = (scores.first()?.0, scores.last()?.0);
    let all = (last - first).num_days();
    let at = |(on, score): &(NaiveDate, Score)| {
        let gone = if all == 0 { WIDE } else { (*on - first).num_days() * WIDE / all };
        (LEFT + gone, LOWEST - (i64::from(*score) - 1) * STEP)
    };
    let mut line = String::new();
    let mut end = (0, 0);
    for (nth, score) in scores.iter().enumerate() {
        let (x, y) = at(score);
        let _ = if nth == 0 { write!(line, "M{x} {y}") } else { write!(line, "H{x}V{y}") };
        end = (x, y);
    }
    Some(Drawn { line, end })
}

/// The line.
#[component]
pub(super) fn Spark(scores: Vec<(NaiveDate, Score)>) -> impl IntoView {
    draw(&scores).map(|Drawn { line, end: (x, y) }| {
        view! {
            <svg class="spark" viewBox="0 0 92 32" aria-hidden="true" focusable="false">
                <path class="spark-grid" d="M2 4H90M2 16H90M2 28H90"></path>
                <path class="spark-line" d=line></path>
                <circle class="spark-now" cx=x.to_string() cy=y.to_string() r="3.5"></circle>
            </svg>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(scores: &[(&str, i64)]) -> Option<Drawn> {
        let scores: Vec<(NaiveDate, Score)> =
            scores.iter().map(|(day, step)| (day.parse().unwrap(), Score::new(*step).unwrap())).collect();
        draw(&scores)
    }

    #[test]
    fn the_line_goes_from_the_first_day_to_the_last_and_steps_up_and_down() {
        assert_eq!(drawn(&[]), None);
        assert_eq!(drawn(&[("2026-11-20", 5)]), Some(Drawn { line: "M86 4".to_owned(), end: (86, 4) }));
        let line = drawn(&[("2026-01-01", 1), ("2026-01-21", 3), ("2026-02-10", 2)]);
        assert_eq!(line, Some(Drawn { line: "M4 28H45V16H86V22".to_owned(), end: (86, 22) }));
        assert_eq!(drawn(&[("2026-01-01", 1), ("2026-01-01", 2)]).map(|drawn| drawn.end), Some((86, 22)));
    }
}
