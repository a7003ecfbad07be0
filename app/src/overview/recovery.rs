//! How people are, domain by domain: the median step at first and now, and how many went which way. Never a sum.

use leptos::prelude::*;
use yaninda_shared::{
    outcomes::Score,
    overview::{Direction, DomainChange, Figure as Of, FigureQuery},
};

use super::open::{Behind, Opens};
use crate::{
    charts::{AsTable, Dots, Figure},
    format,
    i18n::{Label, k, t, tf},
};

/// Twice the median step of a distribution over the steps 1 to 5: between two steps it is half.
fn twice_median(steps: &[i64; 5]) -> Option<i32> {
    let all: i64 = steps.iter().sum();
    let nth = |nth: i64| {
        let mut seen = 0;
        (1..).zip(steps).find_map(|(step, count)| {
            seen += count;
            (seen > nth).then_some(step)
        })
    };
    let (low, high): (i32, i32) = (nth((all - 1).div_euclid(2))?, nth(all / 2)?);
    (all > 0).then_some(low + high)
}

fn step(twice: i32) -> String {
    format::quantity(i64::from(twice) * 50)
}

/// The chart.
#[component]
pub(super) fn Recovery(domains: Vec<DomainChange>) -> impl IntoView {
    let known: Vec<(DomainChange, i32, i32)> = domains
        .into_iter()
        .filter_map(|one| Some((one, twice_median(&one.first)?, twice_median(&one.latest)?)))
        .collect();
    let heads = [k::OUTCOMES_PART, k::OVERVIEW_FIRST, k::OVERVIEW_NOW].map(t).map(str::to_owned);
    let mut heads = heads.to_vec();
    heads.extend(Direction::ALL.iter().map(|direction| direction.label().to_owned()));
    let row = |(one, first, latest): &(DomainChange, i32, i32)| {
        let mut row = vec![one.domain.label().to_owned(), step(*first), step(*latest)];
        row.extend([one.up, one.same, one.down].map(format::number));
        row
    };
    let table = AsTable { heads, rows: known.iter().map(row).collect() };
    let most = known.iter().map(|(one, ..)| one.cases()).max().unwrap_or_default();
    let lead = tf(k::OVERVIEW_RECOVERY_LEAD, &[("count", &format::number(most))]);
    let none = known.is_empty().then(|| view! { <p class="sm muted">{t(k::OVERVIEW_RECOVERY_NONE)}</p> });
    let rows = known.into_iter().map(|(one, first, latest)| view! { <Domain one=one first=first latest=latest/> });
    let rows = rows.collect_view();
    view! {
        <Figure title=t(k::OVERVIEW_RECOVERY) lead=lead table=table>
            {none}
            <ul class="chart-rows">{rows}</ul>
            <p class="chart-key">
                <span><svg viewBox="0 0 14 14" aria-hidden="true"><circle class="dots-before" cx="7" cy="7" r="5"></circle></svg>{t(k::OVERVIEW_FIRST)}</span>
                <span><svg viewBox="0 0 14 14" aria-hidden="true"><circle class="dots-now" cx="7" cy="7" r="6"></circle></svg>{t(k::OVERVIEW_NOW)}</span>
            </p>
        </Figure>
    }
}

#[component]
fn Domain(one: DomainChange, first: i32, latest: i32) -> impl IntoView {
    let opens = |direction| {
        let question = FigureQuery { domain: Some(one.domain), direction, ..FigureQuery::default() };
        Opens::Lines(Of::Recovery, question)
    };
    let name = one.domain.label();
    let moved = [step(first).as_str(), " → ", &step(latest)].concat();
    let ways = [(Direction::Up, one.up), (Direction::Same, one.same), (Direction::Down, one.down)];
    let ways = ways.map(|(direction, count)| {
        let text = [format::number(count).as_str(), " ", direction.label()].concat();
        let whose = [name, ": "].concat();
        view! { <Behind opens=opens(Some(direction)) class="chart-part"><span class="visually-hidden">{whose}</span>{text}</Behind> }
    });
    let (lowest, highest) = (f64::from(Score::MIN), f64::from(Score::MAX));
    view! {
        <li class="chart-row">
            <Behind opens=opens(None) class="chart-line">
                <span class="chart-name">{name}</span>" "
                <Dots before=f64::from(first) / 2.0 now=f64::from(latest) / 2.0 lowest=lowest highest=highest/>
                <b class="num" dir="ltr">{moved}</b>
            </Behind>
            <span class="chart-parts">{ways.into_iter().collect_view()}</span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_case_or_between_the_middle_two() {
        assert_eq!(twice_median(&[0; 5]), None);
        assert_eq!(twice_median(&[1, 0, 0, 0, 0]), Some(2));
        assert_eq!(twice_median(&[1, 1, 0, 0, 0]), Some(3));
        assert_eq!(twice_median(&[1, 0, 0, 1, 1]), Some(8));
        assert_eq!(twice_median(&[0, 0, 0, 0, 9]), Some(10));
    }
}
