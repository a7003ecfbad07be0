//! Milestones reached, month by month.

use leptos::prelude::*;
use yaninda_shared::overview::{Figure as Of, FigureQuery, MonthCount};

use super::open::Opens;
use crate::{
    charts::{AsTable, Column, ColumnKey, Columns, Figure, Look},
    format,
    i18n::{k, t, tf},
};

/// The chart. The last month is not over.
#[component]
pub(super) fn Milestones(months: Vec<MonthCount>) -> impl IntoView {
    let sum: i64 = months.iter().map(|month| month.count).sum();
    let rows = months.iter().map(|one| vec![format::month(one.month), format::number(one.count)]).collect();
    let table = AsTable { heads: vec![t(k::OVERVIEW_MONTH).to_owned(), t(k::OVERVIEW_REACHED).to_owned()], rows };
    let last = months.last().map(|one| one.month);
    let columns = months.into_iter().map(move |one| {
        let question = FigureQuery { month: Some(one.month), ..FigureQuery::default() };
        Column {
            short: format::month_short(one.month),
            name: format::month(one.month),
            value: one.count,
            href: Some(Opens::Lines(Of::MilestonesReached, question).href()),
            look: if Some(one.month) == last { Look::SoFar } else { Look::Full },
        }
    });
    let so_far = last.map(|month| tf(k::OVERVIEW_SO_FAR, &[("month", &format::month(month))]));
    view! {
        <Figure title=t(k::OVERVIEW_MILESTONES) lead=tf(k::OVERVIEW_IN_YEAR, &[("count", &format::number(sum))]) table=table>
            <Columns columns=columns.collect()/>
            <p class="chart-key">
                {so_far.map(|text| view! { <ColumnKey look=Look::SoFar text=text/> })}
            </p>
        </Figure>
    }
}
