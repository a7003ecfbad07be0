//! Choosing a period, and what it is called.

use chrono::Datelike;
use leptos::prelude::*;
use yaninda_shared::{disclosure::Period, values::NaiveDate};

use crate::{
    components::{Segmented, SelectField},
    format,
    i18n::{k, t, tf},
};

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span {
    Month,
    Quarter,
    Year,
}

impl Span {
    /// The period of this length that a day lies in.
    fn around(self, day: NaiveDate) -> Option<Period> {
        let year = u16::try_from(day.year()).ok()?;
        let month = u8::try_from(day.month()).ok()?;
        match self {
            Self::Month => Period::month(year, month),
            Self::Quarter => Period::quarter(year, month.div_ceil(3)),
            Self::Year => Some(Period::year(year)),
        }
    }

    const fn shown(self) -> usize {
        match self {
            Self::Month => 24,
            Self::Quarter => 12,
            Self::Year => 6,
        }
    }

    /// The latest periods of this length, the present one first.
    fn latest(self, today: NaiveDate) -> Vec<Period> {
        let before = |period: &Period| period.days().0.pred_opt().and_then(|day| self.around(day));
        std::iter::successors(self.around(today), before).take(self.shown()).collect()
    }
}

/// "March 2026", "Quarter 1, 2026", "2026".
pub(super) fn name(period: Period) -> String {
    let text = period.to_string();
    match text.split_once("-Q") {
        Some((year, quarter)) => tf(k::RELEASES_QUARTER, &[("quarter", quarter), ("year", year)]),
        None if text.len() == 7 => format::month(period.days().0),
        None => text,
    }
}

/// The quarter before this one: what is reported most.
pub(super) fn usual() -> Option<Period> {
    Span::Quarter.latest(format::today()).get(1).copied()
}

/// Length first, then which one.
#[component]
pub(super) fn ChoosePeriod(period: RwSignal<Option<Period>>) -> impl IntoView {
    let today = format::today();
    let span = RwSignal::new(Span::Quarter);
    let chosen = RwSignal::new(period.get_untracked().map(|period| period.to_string()).unwrap_or_default());
    let spans = [(Span::Month, k::REPORTS_MONTH), (Span::Quarter, k::REPORTS_QUARTER), (Span::Year, k::REPORTS_YEAR)];
    let options = Signal::derive(move || {
        span.get().latest(today).into_iter().map(|period| (period.to_string(), name(period))).collect::<Vec<_>>()
    });
    // The last whole one of the length that was chosen.
    let turn = move |span: Span| chosen.set(span.latest(today).get(1).map(ToString::to_string).unwrap_or_default());
    Effect::new(move || period.set(chosen.with(|text| Period::parse(text).ok())));
    view! {
        <Segmented legend=t(k::REPORTS_SPAN) options=spans.map(|(span, key)| (span, t(key).to_owned())).to_vec() value=span on_choose=turn/>
        <SelectField label=t(k::REPORTS_PERIOD) value=chosen options=options/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_periods_go_back_over_the_turn_of_the_year() {
        let today = "2026-02-10".parse().unwrap();
        let latest =
            |span: Span| span.latest(today).iter().take(3).map(ToString::to_string).collect::<Vec<_>>().join(" ");
        assert_eq!(latest(Span::Month), "2026-02 2026-01 2025-12");
        assert_eq!(latest(Span::Quarter), "2026-Q1 2025-Q4 2025-Q3");
        assert_eq!(latest(Span::Year), "2026 2025 2024");
    }
}
