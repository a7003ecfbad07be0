//! What was spent from each fund, against what it gives.

use leptos::prelude::*;
use yaninda_shared::{
    overview::{Figure as Of, FigureQuery, FundSpend},
    values::{FundCode, Money},
};

use super::open::{Behind, Opens};
use crate::{
    charts::{AsTable, Figure, Track},
    components::{Kind, LinkButton},
    format,
    i18n::{k, t, tf},
};

fn name(fund: Option<&FundCode>) -> String {
    fund.map_or_else(|| t(k::FUNDS_NONE).to_owned(), |fund| fund.as_str().to_owned())
}

fn money(line: &FundSpend, minor: i64) -> String {
    Money::new(minor, line.currency).map_or_else(|_| format::number(minor), |money| format::money(&money))
}

/// What stands under the name: the days, and whether the fund was set up.
fn about(line: &FundSpend) -> String {
    let days = tf(k::FUNDS_DAYS, &[("from", &format::day(line.from)), ("to", &format::day(line.to))]);
    if line.fund.is_some() && line.id.is_none() {
        [days.as_str(), " · ", t(k::FUNDS_NOT_SET_UP)].concat()
    } else {
        days
    }
}

/// The chart.
#[component]
pub(super) fn Spend(lines: Vec<FundSpend>) -> impl IntoView {
    let heads = [k::FUNDS_FUND, k::FUNDS_SPENT, k::FUNDS_GIVES].map(t).map(str::to_owned).to_vec();
    let row = |line: &FundSpend| {
        let gives = line.amount.map_or_else(|| t(k::FUNDS_UNKNOWN).to_owned(), |amount| money(line, amount));
        vec![name(line.fund.as_ref()), money(line, line.spent), gives]
    };
    let table = AsTable { heads, rows: lines.iter().map(row).collect() };
    let none = lines.is_empty().then(|| view! { <p class="sm muted">{t(k::FUNDS_NOTHING)}</p> });
    let rows = lines.into_iter().map(|line| view! { <Line line=line/> }).collect_view();
    let action =
        view! { <LinkButton href="/funds" kind=Kind::Quiet icon="cash" compact=true>{t(k::FUNDS_TITLE)}</LinkButton> };
    view! {
        <Figure title=t(k::OVERVIEW_SPEND) lead=t(k::OVERVIEW_SPEND_LEAD) table=table action=action.into_any()>
            {none}
            <ul class="chart-rows">{rows}</ul>
        </Figure>
    }
}

#[component]
fn Line(line: FundSpend) -> impl IntoView {
    let question = FigureQuery {
        fund: line.fund.clone(),
        currency: Some(line.currency),
        from: Some(line.from),
        to: Some(line.to),
        ..FigureQuery::default()
    };
    let (name, spent) = (name(line.fund.as_ref()), money(&line, line.spent));
    let said = match line.amount {
        Some(amount) => tf(k::FUNDS_OF, &[("spent", &spent), ("amount", &money(&line, amount))]),
        None => spent,
    };
    view! {
        <li class="chart-row" data-test="fund">
            <Behind opens=Opens::Lines(Of::Spend, question) class="chart-line chart-line-tall">
                <span class="chart-name"><bdi dir="ltr">{name}</bdi></span>" "
                <b class="num">{said}</b>
                {line.amount.map(|amount| view! { <Track value=line.spent most=amount/> })}
            </Behind>
            <span class="row-text">{about(&line)}</span>
        </li>
    }
}
