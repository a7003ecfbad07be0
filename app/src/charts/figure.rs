//! The frame of every chart: title, what it shows in a sentence, the picture, and the table it was drawn from.

use leptos::prelude::*;

use crate::{
    components::{Icon, Size, unique},
    i18n::{k, t},
};

/// What a chart shows, as a table: heads, and rows of as many cells of which the first names the row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AsTable {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl AsTable {
    /// Row by row in one sentence, for the description.
    fn told(&self) -> String {
        self.rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join(", ")
    }
}

/// A chart in its card. `lead` is the one thing to know.
#[component]
pub fn Figure(
    #[prop(into)] title: String,
    #[prop(into)] lead: String,
    table: AsTable,
    #[prop(optional)] action: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let (named, described) = (unique("chart"), unique("chart"));
    let (by, about) = (named.clone(), described.clone());
    let told = table.told();
    let caption = title.clone();
    let region = title.clone();
    let heads =
        table.heads.into_iter().map(|head| view! { <th role="columnheader" scope="col">{head}</th> }).collect_view();
    let rows = table.rows.into_iter().map(|row| {
        let mut cells = row.into_iter();
        let first = cells.next();
        let rest = cells.map(|cell| view! { <td role="cell" class="num"><bdi>{cell}</bdi></td> }).collect_view();
        view! { <tr role="row"><th role="rowheader" scope="row"><bdi>{first}</bdi></th>{rest}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <figure class="card chart" aria-labelledby=by aria-describedby=about>
            <figcaption class="chart-head">
                <span class="grow">
                    <h2 class="chart-title" id=named>{title}</h2>
                    <span class="sm muted chart-lead">{lead}</span>
                </span>
                {action}
            </figcaption>
            <p class="visually-hidden" id=described>{told}</p>
            {children()}
            <details class="chart-table">
                <summary class="sm"><Icon name="down" size=Size::Tiny/>{t(k::CHART_AS_TABLE)}</summary>
                <div class="chart-scroll" tabindex="0" role="region" aria-label=region>
                    <table class="table chart-cells" role="table">
                        <caption class="visually-hidden">{caption}</caption>
                        <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                        <tbody role="rowgroup">{rows}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_description_says_every_row() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let table = AsTable { heads: row(["Month", "Reached"]), rows: vec![row(["June", "6"]), row(["July", "9"])] };
        assert_eq!(table.told(), "June 6, July 9");
    }
}
