//! What is published and what is on its way.

use std::collections::HashMap;

use chrono::Datelike;
use leptos::prelude::*;
use yaninda_shared::{
    ids::{OfficeId, ReleaseId},
    releases::{ReleaseRecord, ReleaseScope, ReleaseState},
};

use super::period::name;
use crate::{
    components::{Empty, Icon, LoadedList, Section, Size},
    format,
    i18n::{Label, k, t, tf},
    store::{self, Listing},
};

/// How far a release is, in words; why, if it will never be there.
pub(super) fn said(release: &ReleaseRecord) -> String {
    release.refusal.map_or(release.state.label(), Label::label).to_owned()
}

/// "3 of 17 parts", while it is decided.
pub(super) fn progress(release: &ReleaseRecord) -> Option<String> {
    let parts = [("done", release.done.to_string()), ("steps", release.steps.to_string())];
    let values = parts.each_ref().map(|(name, value)| (*name, value.as_str()));
    (release.state == ReleaseState::Deciding).then(|| tf(k::RELEASES_PROGRESS, &values))
}

/// Whether something is still on its way.
pub(super) fn is_waiting(releases: &[ReleaseRecord]) -> bool {
    releases.iter().any(|one| matches!(one.state, ReleaseState::Waiting | ReleaseState::Deciding))
}

/// What the offices are called.
pub(super) type Names = Memo<HashMap<OfficeId, String>>;

pub(super) fn names() -> Names {
    let offices = store::colleagues::offices();
    Memo::new(move |_| {
        let all = offices.get().unwrap_or_default();
        all.into_iter().map(|office| (office.id, office.draft.name.as_str().to_owned())).collect()
    })
}

/// Whose figures; the caller runs again when a name comes.
pub(super) fn whose(release: &ReleaseRecord, names: Names) -> String {
    match release.scope {
        ReleaseScope::All => t(k::RELEASES_ALL_OFFICES).to_owned(),
        ReleaseScope::Office => names.with(|names| names.get(&release.office).cloned().unwrap_or_default()),
    }
}

/// The same in their years, in their order.
fn by_year(all: Vec<ReleaseRecord>) -> Vec<(i32, Vec<ReleaseRecord>)> {
    let mut years: Vec<(i32, Vec<ReleaseRecord>)> = Vec::new();
    for release in all {
        let year = release.period.days().0.year();
        match years.last_mut().filter(|(last, _)| *last == year) {
            Some((_, of_year)) => of_year.push(release),
            None => years.push((year, vec![release])),
        }
    }
    years
}

/// Newest period first, folded by year; one is chosen by pressing it.
#[component]
pub(super) fn Releases(
    list: Listing<ReleaseRecord>,
    names: Names,
    chosen: RwSignal<Option<ReleaseId>>,
) -> impl IntoView {
    view! {
        <Section title=t(k::RELEASES_TITLE)>
            <LoadedList listing=list view={move |mut all: Vec<ReleaseRecord>| {
                if all.is_empty() {
                    return view! { <Empty icon="chart" title=t(k::RELEASES_EMPTY)/> }.into_any();
                }
                // What ends last comes first, a year before its last quarter and that before its last month.
                all.sort_by_key(|one| (std::cmp::Reverse(one.period.days().1), one.period.days().0, std::cmp::Reverse(one.meta.created_at)));
                let years = by_year(all).into_iter().enumerate();
                years.map(|(at, (year, all))| view! { <Year year=year all=all newest={at == 0} names=names chosen=chosen/> }).collect_view().into_any()
            }}/>
        </Section>
    }
}

#[component]
fn Year(
    year: i32,
    all: Vec<ReleaseRecord>,
    newest: bool,
    names: Names,
    chosen: RwSignal<Option<ReleaseId>>,
) -> impl IntoView {
    let count = format::number(i64::try_from(all.len()).unwrap_or_default());
    let rows =
        all.into_iter().map(|release| view! { <Line release=release names=names chosen=chosen/> }).collect_view();
    view! {
        <details class="release-year" open=newest>
            <summary><span class="b num">{year.to_string()}</span>" "<span class="section-count num">{count}</span></summary>
            <ul class="card rows">{rows}</ul>
        </details>
    }
}

#[component]
fn Line(release: ReleaseRecord, names: Names, chosen: RwSignal<Option<ReleaseId>>) -> impl IntoView {
    let id = release.id;
    let state = [Some(said(&release)), progress(&release)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (code, period) = (release.state.as_str(), release.period);
    view! {
        <li><button type="button" class="row" data-test="release" data-state=code
            aria-current=move || (chosen.get() == Some(id)).then_some("true") on:click=move |_| chosen.set(Some(id))>
            <span class="grow">
                <span class="row-title">{name(period)}</span>
                <span class="row-text"><bdi>{move || whose(&release, names)}</bdi>" · "{state}</span>
            </span>
            <Icon name="next" size=Size::Small/>
        </button></li>
    }
}
