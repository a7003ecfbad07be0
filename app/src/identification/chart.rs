//! Referrals by month as bars: hollow before the workshops, filled after, their own months between. Values are printed, and
//! the table under it says the same.

use leptos::prelude::*;
use yaninda_shared::{reports::IdentificationReport, values::NaiveDate};

use crate::{
    charts::{Column, ColumnKey, Columns, Look},
    format,
    i18n::{k, t, tf},
};

/// How the month at this place is drawn, of so many months with this window on both sides.
fn look(at: usize, all: usize, window: usize) -> Look {
    match at {
        at if at < window => Look::Hollow,
        at if at + window >= all => Look::Full,
        _ => Look::Between,
    }
}

fn columns(report: &IdentificationReport) -> Vec<Column> {
    let window = usize::try_from(report.window).unwrap_or(0);
    let all = report.months.len();
    let column = |(at, (month, count)): (usize, (&String, &u32))| {
        let day: Option<NaiveDate> = format!("{month}-01").parse().ok();
        let named = |name: fn(NaiveDate) -> String| day.map_or_else(|| month.clone(), name);
        let look = look(at, all, window);
        let (short, name) = (named(format::month_brief), named(format::month));
        Column { short, name, value: (*count).into(), href: None, look }
    };
    report.months.iter().zip(&report.totals).enumerate().map(column).collect()
}

/// The chart of all referrals.
#[component]
pub(super) fn Chart(report: IdentificationReport) -> impl IntoView {
    let (before, after) = (format::number(report.all.before.into()), format::number(report.all.after.into()));
    let said = tf(k::IDENTIFICATION_COUNTS, &[("before", &before), ("after", &after)]);
    let key = [
        (Look::Hollow, k::FEEDBACK_PHASE_BEFORE),
        (Look::Between, k::IDENTIFICATION_DURING),
        (Look::Full, k::FEEDBACK_PHASE_AFTER),
    ];
    view! {
        <figure class="card chart" aria-label=t(k::IDENTIFICATION_BY_MONTH)>
            <p class="visually-hidden">{said}</p>
            <div class="chart-scroll" tabindex="0" role="region" aria-label=t(k::IDENTIFICATION_BY_MONTH)>
                <Columns columns=columns(&report)/>
            </div>
            <figcaption class="chart-key">
                {key.map(|(look, word)| view! { <ColumnKey look=look text=t(word)/> }).collect_view()}
            </figcaption>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_months_of_the_workshops_stand_between_before_and_after() {
        let looks: Vec<Look> = (0..4).map(|at| look(at, 4, 1)).collect();
        assert_eq!(looks, [Look::Hollow, Look::Between, Look::Between, Look::Full]);
        assert_eq!(look(0, 1, 0), Look::Between);
    }
}
