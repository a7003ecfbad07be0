//! Open cases by worker and risk; from here a whole caseload is handed over.

use leptos::prelude::*;
use yaninda_shared::{
    cases::{CaseFilter, OfWorker, Risk},
    ids::UserId,
    overview::WorkerLoad,
    users::Colleague,
};

use super::open::{Behind, Opens};
use crate::{
    charts::{AsTable, Figure, Track},
    components::{Button, Kind},
    format,
    i18n::{Label, k, t, tn},
    store::{Reading, colleagues},
};

/// One worker with the cases of each risk, in the order of the risks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Load {
    worker: Option<UserId>,
    risks: Vec<(Risk, i64)>,
}

impl Load {
    fn cases(&self) -> i64 {
        self.risks.iter().map(|(_, cases)| cases).sum()
    }
}

/// Worker by worker, most cases first; those that nobody has stand last.
fn by_worker(loads: &[WorkerLoad]) -> Vec<Load> {
    let mut all: Vec<Load> = Vec::new();
    for load in loads {
        match all.iter_mut().find(|one| one.worker == load.worker) {
            Some(one) => one.risks.push((load.risk, load.cases)),
            None => all.push(Load { worker: load.worker, risks: vec![(load.risk, load.cases)] }),
        }
    }
    all.sort_by_key(|one| (one.worker.is_none(), std::cmp::Reverse(one.cases()), one.worker));
    all
}

/// The chart.
#[component]
pub(super) fn Workers(
    loads: Vec<WorkerLoad>,
    people: Reading<Vec<Colleague>>,
    leaver: RwSignal<Option<UserId>>,
) -> impl IntoView {
    let all = StoredValue::new(by_worker(&loads));
    move || {
        let all = all.get_value();
        let name = |worker: Option<UserId>| match worker {
            Some(worker) => colleagues::name(people, worker),
            None => t(k::OVERVIEW_NOBODY).to_owned(),
        };
        let most = all.iter().map(Load::cases).max().unwrap_or_default();
        let sum: i64 = all.iter().map(Load::cases).sum();
        let mut heads = vec![t(k::CASE_WORKER).to_owned(), t(k::OVERVIEW_OPEN).to_owned()];
        heads.extend(Risk::ALL.iter().map(|risk| risk.label().to_owned()));
        let rows = all.iter().map(|load| {
            let of = |risk: &Risk| load.risks.iter().find(|(one, _)| one == risk).map_or(0, |(_, cases)| *cases);
            let mut row = vec![name(load.worker), format::number(load.cases())];
            row.extend(Risk::ALL.iter().map(|risk| format::number(of(risk))));
            row
        });
        let table = AsTable { heads, rows: rows.collect() };
        let lines = all.into_iter().map(|load| {
            let name = name(load.worker);
            view! { <Worker load=load name=name most=most leaver=leaver/> }
        });
        let lines = lines.collect_view();
        view! {
            <Figure title=t(k::OVERVIEW_WORKERS) lead=tn(k::COUNT_CASES, sum) table=table>
                <ul class="chart-rows">{lines}</ul>
            </Figure>
        }
    }
}

#[component]
fn Worker(load: Load, name: String, most: i64, leaver: RwSignal<Option<UserId>>) -> impl IntoView {
    let worker = load.worker.map_or(OfWorker::Nobody, OfWorker::User);
    let filter = |risk: Option<Risk>| Opens::Cases(CaseFilter { worker: Some(worker), risk, ..CaseFilter::default() });
    let cases = load.cases();
    let risks = load.risks.iter().map(|(risk, cases)| {
        let text = [format::number(*cases).as_str(), " ", risk.label()].concat();
        let whose = name.clone() + ": ";
        view! { <Behind opens=filter(Some(*risk)) class="chart-part"><span class="visually-hidden">{whose}</span>{text}</Behind> }
    });
    let risks = risks.collect_view();
    let hand_over = load.worker.map(|user| {
        let whose = [": ", &name].concat();
        view! {
            <Button kind=Kind::Quiet compact=true on_press=move |()| leaver.set(Some(user)) attr:data-test="reassign">{t(k::CASELOAD_REASSIGN)}<span class="visually-hidden">{whose}</span></Button>
        }
    });
    view! {
        <li class="chart-row" data-test="worker">
            <Behind opens=filter(None) class="chart-line">
                <bdi class="chart-name">{name.clone()}</bdi>" "
                <Track value=cases most=most/>
                <b class="num">{format::number(cases)}</b>
            </Behind>
            <span class="chart-parts">{risks}{hand_over}</span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_most_stands_first_and_nobody_last() {
        let user = |at: u64| Some(UserId::from_parts(at, [0; 10]));
        let load = |worker, risk, cases| WorkerLoad { worker, risk, cases };
        let loads = [
            load(user(1), Risk::Standard, 2),
            load(user(2), Risk::Standard, 1),
            load(user(2), Risk::High, 5),
            load(None, Risk::Raised, 9),
        ];
        let all = by_worker(&loads);
        let told: Vec<_> = all.iter().map(|one| (one.worker, one.cases())).collect();
        assert_eq!(told, [(user(2), 6), (user(1), 2), (None, 9)]);
    }
}
