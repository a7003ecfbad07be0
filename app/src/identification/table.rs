//! Referrals by unit and month, and the comparison of each unit.

use leptos::prelude::*;
use yaninda_shared::{
    reports::{Comparison, IdentificationReport},
    values::NaiveDate,
};

use super::screen::changed;
use crate::{
    components::Tag,
    format,
    i18n::{k, t},
};

fn number(count: u32) -> String {
    format::number(count.into())
}

/// All months of all units; wide, so it scrolls by itself.
#[component]
pub(super) fn AsTable(report: IdentificationReport) -> impl IntoView {
    let month = |month: &String| {
        let day: Option<NaiveDate> = format!("{month}-01").parse().ok();
        day.map_or_else(|| month.clone(), format::month)
    };
    let months: Vec<String> = report.months.iter().map(month).collect();
    let totals = (t(k::IDENTIFICATION_ALL).to_owned(), false, report.totals.clone(), report.all);
    let unit = |unit: &yaninda_shared::reports::UnitReferrals| {
        let name =
            unit.name.as_ref().map_or_else(|| t(k::IDENTIFICATION_NO_UNIT).to_owned(), |name| name.as_str().to_owned());
        (name, unit.trained, unit.counts.clone(), unit.comparison)
    };
    let rows: Vec<(String, bool, Vec<u32>, Comparison)> = report.units.iter().map(unit).chain([totals]).collect();
    let compared = [k::FEEDBACK_PHASE_BEFORE, k::FEEDBACK_PHASE_AFTER, k::IDENTIFICATION_CHANGE];
    let heads = months.iter().cloned().chain(compared.map(|key| t(key).to_owned()));
    let heads = heads.map(|head| view! { <th role="columnheader" scope="col">{head}</th> }).collect_view();
    let labels: Vec<String> = months.into_iter().chain(compared.map(|key| t(key).to_owned())).collect();
    let rows = rows.into_iter().map(|(name, trained, counts, compared)| {
        let cells = counts.into_iter().map(number).chain([number(compared.before), number(compared.after), changed(compared)]);
        let cells = cells.zip(labels.clone()).map(|(cell, label)| view! { <td role="cell" class="num" data-label=label>{cell}</td> });
        view! {
            <tr role="row">
                <th role="rowheader" scope="row"><span dir="auto">{name}</span>{trained.then(|| view! { " "<Tag text=t(k::IDENTIFICATION_TOOK_PART)/> })}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <details class="fold" data-test="as-table">
            <summary class="sm">{t(k::OUTCOMES_AS_TABLE)}</summary>
            <div class="card table-wrap" tabindex="0" role="region" aria-label=t(k::IDENTIFICATION_BY_UNIT)>
                <table class="table" role="table">
                    <caption class="visually-hidden">{t(k::IDENTIFICATION_BY_UNIT)}</caption>
                    <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{t(k::RECORD_KIND_UNIT)}</th>{heads}</tr></thead>
                    <tbody role="rowgroup">{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}
