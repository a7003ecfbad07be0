//! What needs attention: a card a figure, in four parts.

use leptos::prelude::*;
use yaninda_shared::{
    cases::{CaseFilter, OfWorker},
    overview::{Figure, Overview},
};

use super::open::{Behind, Opens};
use crate::{
    components::Section,
    format,
    i18n::{Key, Label, k, t, tf, tn},
};

/// The parts and what stands in each. A further figure is a word here.
const PARTS: [(Key, &[Figure]); 4] = [
    (k::OVERVIEW_CASES, &[Figure::Quiet, Figure::Unopened, Figure::RatingsOverdue, Figure::GoalsOverdue]),
    (k::OVERVIEW_WAITING, &[Figure::Approvals, Figure::MilestonesToConfirm, Figure::Exports]),
    (
        k::OVERVIEW_PAPERS,
        &[
            Figure::DocumentsExpired,
            Figure::DocumentsIn7,
            Figure::DocumentsIn14,
            Figure::DocumentsIn30,
            Figure::DocumentsIn60,
        ],
    ),
    (k::OVERVIEW_MET, &[Figure::AppointmentsMissed, Figure::MailsRefused, Figure::MailsFailed]),
];

/// Those that cannot wait are marked where there are any.
const fn is_pressing(figure: Figure) -> bool {
    matches!(
        figure,
        Figure::DocumentsExpired
            | Figure::DocumentsIn7
            | Figure::MailsRefused
            | Figure::MailsFailed
            | Figure::GoalsOverdue
    )
}

/// What the number counts.
fn words(figure: Figure, quiet_days: u16) -> String {
    let days = tn(k::COUNT_DAYS, quiet_days.into());
    match figure {
        Figure::Quiet => tf(k::OVERVIEW_QUIET, &[("days", &days)]),
        Figure::Unopened => tf(k::OVERVIEW_UNOPENED, &[("days", &days)]),
        figure => figure.label().to_owned(),
    }
}

/// The cards.
#[component]
pub(super) fn Attention(all: Overview) -> impl IntoView {
    let nobody: i64 = all.workers.iter().filter(|load| load.worker.is_none()).map(|load| load.cases).sum();
    let filter = CaseFilter { worker: Some(OfWorker::Nobody), ..CaseFilter::default() };
    let parts = PARTS.map(|(title, figures)| {
        let cards = figures.iter().map(|figure| {
            let (opens, text) = (Opens::of(*figure, all.quiet_days), words(*figure, all.quiet_days));
            view! { <Card name=figure.as_str() count=all.count(*figure) text=text opens=opens pressing=is_pressing(*figure)/> }
        });
        let nobody = (title == k::OVERVIEW_CASES).then(|| view! {
            <Card name="no_worker" count=nobody text=t(k::OVERVIEW_NO_WORKER).to_owned() opens=Opens::Cases(filter.clone()) pressing=true/>
        });
        let cards = cards.collect_view();
        view! { <Section title=t(title)><ul class="attention">{cards}{nobody}</ul></Section> }
    });
    view! { <div class="overview-parts">{parts.into_iter().collect_view()}</div> }
}

#[component]
fn Card(name: &'static str, count: i64, text: String, opens: Opens, pressing: bool) -> impl IntoView {
    view! {
        <li>
            <Behind opens=opens class="card attention-card" test=name>
                <b class="num attention-count" class:due=pressing && count != 0>{format::number(count)}</b>" "
                <span class="sm muted">{text}</span>
            </Behind>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_its_card() {
        let shown: Vec<Figure> = PARTS.iter().flat_map(|(_, figures)| figures.iter().copied()).collect();
        assert_eq!(shown.len(), Figure::COUNTED.len());
        assert!(Figure::COUNTED.iter().all(|figure| shown.contains(figure)));
    }
}
