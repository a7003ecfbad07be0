//! Asking that a period be published.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    disclosure::Period,
    ids::ReleaseId,
    policy::{Action, Relation},
    releases::{ReleaseDraft, ReleaseScope},
};

use super::period::name;
use crate::{
    components::{Button, Dialog, Kind, Segmented, toast},
    format,
    i18n::{Label, k, t, tf},
    store::{self, session},
};

/// Whose figures, and the button. What is published stays: it is asked before.
#[component]
pub(super) fn Publish(period: RwSignal<Option<Period>>, chosen: RwSignal<Option<ReleaseId>>) -> impl IntoView {
    let everywhere = session::may(Action::ReleaseEverywhere, Relation::Office);
    let scope = RwSignal::new(if everywhere { ReleaseScope::All } else { ReleaseScope::Office });
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let over = move || period.get().is_some_and(|period| period.days().1 <= format::today());
    let offices = store::colleagues::offices();
    let text = Signal::derive(move || {
        let Some(period) = period.get() else { return String::new() };
        let offices = match scope.get() {
            ReleaseScope::All => offices.get().unwrap_or_default().len(),
            ReleaseScope::Office => 1,
        };
        said(period, scope.get(), offices)
    });
    let ask = move |()| {
        let Some(period) = period.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            match store::releases::ask(&ReleaseDraft { scope: scope.get_untracked(), period }).await {
                Ok(release) => {
                    toast::say(t(k::RELEASES_ASKED));
                    chosen.try_set(Some(release.id));
                }
                Err(failure) => toast::say(failure.message()),
            }
            busy.try_set(false);
        });
    };
    let scopes = ReleaseScope::ALL.iter().map(|scope| (*scope, scope.label().to_owned())).collect::<Vec<_>>();
    view! {
        <div class="stack">
            {everywhere.then(|| view! { <Segmented legend=t(k::REPORTS_SCOPE) options=scopes value=scope/> })}
            <p class="sm muted">{t(k::RELEASES_ASK_LEAD)}</p>
            <div><Button kind=Kind::Primary busy=busy off=Signal::derive(move || !over()) on_press=move |()| asking.set(true) attr:data-test="publish">{t(k::RELEASES_ASK)}</Button></div>
            <Show when=move || !over()><p class="sm">{t(k::RELEASES_NOT_OVER)}</p></Show>
        </div>
        <Dialog open=asking title=t(k::RELEASES_ASK) text=text confirm=t(k::RELEASES_ASK) on_confirm=ask/>
    }
}

/// Periods that are published with this one: its months, its quarters and itself.
fn periods(period: Period) -> usize {
    match period.months().len() {
        12 => 12 + 4 + 1,
        3 => 3 + 1,
        _ => 1,
    }
}

/// What will be published, in words: a whole year is much more than one table.
fn said(period: Period, scope: ReleaseScope, offices: usize) -> String {
    let number = |count: usize| format::number(i64::try_from(count).unwrap_or(i64::MAX));
    let (periods, whole) = (periods(period), usize::from(scope == ReleaseScope::All));
    let numbers = [
        ("period", name(period)),
        ("periods", number(periods)),
        ("offices", number(offices)),
        ("all", number(periods * (offices + whole))),
    ];
    let numbers = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
    let key = if scope == ReleaseScope::All { k::RELEASES_ASK_ALL } else { k::RELEASES_ASK_OFFICE };
    [&tf(key, &numbers), " ", t(k::RELEASES_ASK_LEAD)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_comes_with_its_months_and_quarters() {
        let of = |text: &str| periods(Period::parse(text).expect("a period"));
        assert_eq!([of("2025"), of("2025-Q1"), of("2025-03")], [17, 4, 1]);
    }
}
