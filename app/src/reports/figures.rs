//! A table of figures: a picture, and every number under it.

use leptos::prelude::*;
use yaninda_shared::reports::{Axis, FigureRow, Figures, ReportTable};

use super::bars::Bars;
use crate::{
    components::Section,
    format,
    i18n::{Label, figure, k, t, tf},
};

/// What a table is called; one of money says in which currency.
pub(super) fn title(figures: &Figures) -> String {
    let label = figures.table.label();
    let currency = figures.columns.first().filter(|_| figures.table == ReportTable::Spend);
    currency.map_or_else(|| label.to_owned(), |code| format!("{label}, \u{2068}{code}\u{2069}"))
}

/// What a figure looks like; hidden ones say why.
fn shown(cell: Option<u64>, mark: &str, note: &str) -> AnyView {
    match cell {
        Some(count) => format::number(i64::try_from(count).unwrap_or(i64::MAX)).into_any(),
        None => {
            view! { <abbr class="hidden-figure" title=note.to_owned() dir="ltr">{mark.to_owned()}</abbr> }.into_any()
        }
    }
}

/// One table. `now` holds the same counted today, for those who may see it.
#[component]
pub(super) fn Table(
    figures: Figures,
    #[prop(optional_no_strip)] now: Option<Figures>,
    #[prop(optional, into)] mark: String,
    #[prop(optional, into)] note: String,
) -> impl IntoView {
    let title = title(&figures);
    if figures.withheld {
        let nothing = if figures.table == ReportTable::Spend { k::RELEASES_NO_AMOUNTS } else { k::RELEASES_WITHHELD };
        return view! { <Section title=title><p class="sm muted" data-test="withheld">{t(nothing)}</p></Section> }
            .into_any();
    }
    let hidden = figures.hidden();
    let count = if hidden > 0 { tf(k::RELEASES_HIDDEN, &[("count", &hidden.to_string())]) } else { String::new() };
    let alone = figures.rows.len() < 2;
    let table = view! { <Rows figures=figures.clone() now=now mark=mark.clone() note=note/> };
    let body = if alone {
        table.into_any()
    } else {
        view! {
            <div class="card card-pad report-figure">
                <Bars figures=figures mark=mark/>
                <details class="report-rows" data-test="as-table">
                    <summary class="sm">{t(k::OUTCOMES_AS_TABLE)}</summary>
                    {table}
                </details>
            </div>
        }
        .into_any()
    };
    view! { <Section title=title count=count>{body}</Section> }.into_any()
}

#[component]
fn Rows(figures: Figures, now: Option<Figures>, mark: String, note: String) -> impl IntoView {
    let (rows, columns) = figures.table.axes();
    let heads: Vec<String> = figures.columns.iter().map(|code| figure(columns, code)).collect();
    let body = figures.rows.iter().map(|row| {
        let today = now.as_ref().and_then(|now| now.rows.iter().find(|one| one.code == row.code));
        view! { <Line row=row.clone() today=today.cloned() axis=rows heads=heads.clone() mark=mark.clone() note=note.clone()/> }
    });
    let body = body.collect_view();
    let title = title(&figures);
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label=title>
            <table class="table report-table" role="table">
                <caption class="visually-hidden">{title.clone()}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col"><span class="visually-hidden">{t(k::EXPORT_ROW)}</span></th>
                    {heads.iter().map(|head| view! { <th role="columnheader" scope="col" class="num">{head.clone()}</th> }).collect_view()}
                </tr></thead>
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Line(
    row: FigureRow,
    today: Option<FigureRow>,
    axis: Axis,
    heads: Vec<String>,
    mark: String,
    note: String,
) -> impl IntoView {
    let cells = row.cells.iter().zip(heads).enumerate().map(|(at, (cell, head))| {
        let now = today.as_ref().and_then(|row| row.cells.get(at).copied().flatten());
        // Where nothing changed since, there is nothing to say; of a hidden one the office itself knows the number.
        let now = now.filter(|now| *cell != Some(*now)).map(|now| {
            let number = format::number(i64::try_from(now).unwrap_or(i64::MAX));
            view! { <span class="row-text" data-test="now">{tf(k::RELEASES_NOW, &[("count", &number)])}</span> }
        });
        view! { <td role="cell" class="num" data-label=head>{shown(*cell, &mark, &note)}{now}</td> }
    });
    let cells = cells.collect_view();
    view! { <tr role="row"><th role="rowheader" scope="row">{figure(axis, &row.code)}</th>{cells}</tr> }
}
