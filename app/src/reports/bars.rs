//! A bar for each row of a table. Time and size run from the inline start, so the whole is mirrored in Arabic.

use leptos::prelude::*;
use yaninda_shared::reports::{Axis, FigureRow, Figures, ReportTable};

use super::figures::title;
use crate::{
    format,
    i18n::{current, direction, figure, k, t, tf},
};

/// Height of one row of the picture, its name above its bar.
const ROW: usize = 40;
/// How far the longest bar reaches, in percent: what it says stands behind it.
const LONGEST: u64 = 84;
/// The same where a sentence stands behind it.
const LONGEST_TOLD: u64 = 56;

/// A bar to draw; no length where the figure is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bar {
    name: String,
    count: Option<u64>,
    /// Of 1,000 parts of the picture.
    length: u64,
    /// How many went up, stayed and went down, where the table says how something changed.
    changes: Option<[u64; 3]>,
}

/// The rows of the totals' column, in the order of the table; rows of nothing are left out.
fn bars(figures: &Figures, name: impl Fn(&str) -> String) -> Vec<Bar> {
    let changed = figures.table.axes().1 == Axis::Change;
    let longest = if changed { LONGEST_TOLD } else { LONGEST };
    let rows = figures.rows.iter().filter(|row| row.code != "total");
    let counted: Vec<(&FigureRow, Option<u64>)> = rows
        .filter_map(|row| Some((row, *row.cells.last()?)))
        .filter(|(_, count)| *count != Some(0))
        // Of money most categories may have no amount to show: the table says so.
        .filter(|(_, count)| count.is_some() || figures.table != ReportTable::Spend)
        .collect();
    let greatest = counted.iter().filter_map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let bar = |(row, count): (&FigureRow, Option<u64>)| Bar {
        name: name(&row.code),
        count,
        length: count.map_or(0, |count| (count * longest * 10 / greatest).max(4)),
        changes: changed.then(|| changes(row)).flatten(),
    };
    counted.into_iter().map(bar).collect()
}

fn changes(row: &FigureRow) -> Option<[u64; 3]> {
    match row.cells.as_slice() {
        [up, same, down, .., _total] => Some([(*up)?, (*same)?, (*down)?]),
        _ => None,
    }
}

/// The parts of a bar and their classes, each with where it begins and how long it is, in 1,000 parts of the picture.
fn parts(bar: &Bar) -> Vec<(&'static str, u64, u64)> {
    let Some(changes) = bar.changes else { return vec![("bar-size", 0, bar.length)] };
    let all = changes.iter().sum::<u64>().max(1);
    let mut counted = 0;
    ["bar-size", "bar-size bar-same", "bar-size bar-down"]
        .into_iter()
        .zip(changes)
        .map(|(class, count)| {
            let from = bar.length * counted / all;
            counted += count;
            (class, from, bar.length * counted / all - from)
        })
        .filter(|(_, _, length)| *length > 0)
        .collect()
}

fn number(count: u64) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// What stands behind a bar.
fn said(bar: &Bar, mark: &str) -> String {
    match (bar.count, bar.changes) {
        (Some(rated), Some([risen, ..])) => {
            tf(k::REPORTS_RISEN, &[("risen", &number(risen)), ("rated", &number(rated))])
        }
        (Some(count), None) => number(count),
        (None, _) => mark.to_owned(),
    }
}

/// The picture of a table, or that there is nothing to draw.
#[component]
pub(super) fn Bars(figures: Figures, mark: String) -> impl IntoView {
    let (axis, _) = figures.table.axes();
    let bars = bars(&figures, |code| figure(axis, code));
    if bars.is_empty() {
        return view! { <p class="sm muted" data-test="none-in-period">{t(k::REPORTS_NONE)}</p> }.into_any();
    }
    let title = title(&figures);
    let text = tf(k::REPORTS_CHART_TEXT, &[("name", &title)]);
    let percent = |tenths: u64| format!("{}.{}%", tenths / 10, tenths % 10);
    let mirrored = direction(current()) == "rtl";
    let drawn = bars.iter().enumerate().map(|(at, bar)| {
        let top = at * ROW;
        let start = if mirrored { "100%" } else { "0" };
        let after = bar.length + 10;
        let after = percent(if mirrored { 1000 - after } else { after });
        let parts = parts(bar).into_iter().map(|(class, from, length)| {
            let from = percent(if mirrored { 1000 - from - length } else { from });
            view! { <rect class=class x=from y=(top + 19).to_string() width=percent(length) height="14" rx="3"></rect> }
        });
        view! {
            <text class="bar-name" x=start y=(top + 13).to_string()>{bar.name.clone()}</text>
            {parts.collect_view()}
            <text class="bar-number" x=after y=(top + 31).to_string()>{said(bar, &mark)}</text>
        }
    });
    let height = (bars.len() * ROW).to_string();
    let drawn = drawn.collect_view();
    let key = bars.iter().any(|bar| bar.changes.is_some());
    view! {
        <svg class="report-bars" role="img" width="100%" height=height aria-label=title>
            <title>{title.clone()}</title>
            <desc>{text}</desc>
            {drawn}
        </svg>
        {key.then(|| view! { <p class="xs muted">{t(k::REPORTS_OUTCOMES_KEY)}</p> })}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_bar_is_the_greatest_figure_and_a_hidden_one_has_none() {
        let rows: Vec<String> = ["planned", "attended", "missed", "excused", "cancelled"].map(str::to_owned).into();
        let cells = [Some(0), Some(200), Some(100), None, Some(1), Some(301)];
        let figures = Figures::new(ReportTable::Appointments, &rows, &[], &cells);
        let lengths: Vec<(String, u64)> =
            bars(&figures, str::to_owned).into_iter().map(|bar| (bar.name, bar.length)).collect();
        let expected = [("attended", 840), ("missed", 420), ("excused", 0), ("cancelled", 4)];
        assert_eq!(lengths, expected.map(|(name, length)| (name.to_owned(), length)));
    }

    #[test]
    fn a_change_is_drawn_by_its_parts_and_no_domain_is_left_out() {
        let axis = Axis::Domain.categories();
        let rows: Vec<String> = axis.iter().map(|code| (*code).to_owned()).collect();
        let columns: Vec<String> = Axis::Change.categories().into_iter().map(str::to_owned).collect();
        let cells: Vec<Option<u64>> = rows.iter().flat_map(|_| [Some(3), Some(0), Some(1), Some(0), Some(4)]).collect();
        let figures = Figures::new(ReportTable::Outcomes, &rows, &columns, &cells);
        let drawn = bars(&figures, str::to_owned);
        assert_eq!(drawn.len(), axis.len());
        assert_eq!(parts(&drawn[0]), [("bar-size", 0, 420), ("bar-size bar-down", 420, 140)]);
    }
}
