//! All domains and the latest days as a table: what the small lines show, for whoever reads rather than looks.

use leptos::prelude::*;
use yaninda_shared::{outcomes::AssessmentRecord, values::NaiveDate};

use super::story::{Story, told};
use crate::{
    format,
    i18n::{Label, k, t, tf},
};

/// So many days stand beside each other.
const DAYS: usize = 6;

/// Days on which something was rated, oldest first, the latest of them.
fn days(all: &[AssessmentRecord]) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = all.iter().filter(|one| !one.withdrawn).map(|one| one.draft.occurred_on).collect();
    days.sort_unstable();
    days.dedup();
    days.split_off(days.len().saturating_sub(DAYS))
}

/// Folded until it is wanted. What is asked only where it is opened does not stand in it.
#[component]
pub(super) fn AsTable(all: Vec<AssessmentRecord>, stories: Vec<Story>) -> impl IntoView {
    let days = days(&all);
    let heads = days
        .iter()
        .map(|day| view! { <th role="columnheader" scope="col"><span class="num">{format::day(*day)}</span></th> });
    let rated = stories.into_iter().filter(|story| !story.domain.is_optional() && !story.points.is_empty());
    let rows = rated.map(|story| {
        let cells = days.iter().map(|day| {
            // Of two on one day the later one stands.
            let point = story.points.iter().rev().find(|point| point.on == *day);
            let worker = point.and_then(|point| told(point.rating.score, point.rating.unrated));
            let own = point.and_then(|point| told(point.rating.own_score, point.rating.own_unrated));
            let own = own.map(|own| tf(k::OUTCOMES_OWN_SAID, &[("rating", &own)]));
            let worker = worker.unwrap_or_else(|| t(k::OUTCOMES_LEFT_OUT).to_owned());
            view! {
                <td role="cell" data-label=format::day(*day)>{worker}{own.map(|own| view! { <span class="row-text">{own}</span> })}</td>
            }
        });
        view! { <tr role="row"><th role="rowheader" scope="row">{story.domain.label()}</th>{cells.collect_view()}</tr> }
    });
    let (heads, rows) = (heads.collect_view(), rows.collect_view());
    view! {
        <details class="outcome-table" data-test="as-table">
            <summary class="sm">{t(k::OUTCOMES_AS_TABLE)}</summary>
            <div class="card table-wrap" tabindex="0" role="region" aria-label=t(k::OUTCOMES_TITLE)>
                <table class="table" role="table">
                    <caption class="visually-hidden">{t(k::OUTCOMES_TITLE)}</caption>
                    <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{t(k::OUTCOMES_PART)}</th>{heads}</tr></thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::outcomes::story::samples;

    #[test]
    fn the_latest_days_stand_in_the_table_each_once() {
        let on = |day: u32, withdrawn: bool| {
            json!({ "occurred_on": format!("2026-11-{day:02}"), "withdrawn": withdrawn,
                "ratings": [{ "domain": "work", "score": 1 }] })
        };
        let all: Vec<_> = [9, 8, 8, 7, 6, 5, 4, 3].map(|day| on(day, day == 9)).into();
        let days: Vec<String> = days(&samples(&json!(all))).into_iter().map(|day| day.to_string()).collect();
        assert_eq!(days, ["2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06", "2026-11-07", "2026-11-08"]);
    }
}
