//! What is shown: the filter button, the quick switches, saved views, and a chip for each filter that is on.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    cases::{CaseFilter, CaseSort},
    policy::{Action, Relation},
    sessions::ViewRecord,
    users::Colleague,
};

use super::words;
use crate::{
    components::{Button, ChipToggle, Icon, Kind, Size, focus_first},
    format,
    i18n::{Label, k, t, tf, tn},
    store::{Reading, memory, session},
};

/// The filter of the list; every change is remembered until the tab is closed.
#[derive(Clone, Copy)]
pub(super) struct Shown(RwSignal<CaseFilter>);

impl Shown {
    /// As this tab left it.
    pub(super) fn recall() -> Self {
        Self(RwSignal::new(memory::filter()))
    }

    pub(super) fn get(self) -> CaseFilter {
        self.0.get()
    }

    pub(super) fn get_untracked(self) -> CaseFilter {
        self.0.get_untracked()
    }

    pub(super) fn set(self, filter: CaseFilter) {
        memory::set_filter(&filter);
        self.0.set(filter);
    }

    /// Shows every case again, in the order that is chosen.
    pub(super) fn clear(self) {
        self.change(|filter| *filter = CaseFilter { sort: filter.sort, ..CaseFilter::default() });
    }

    /// Whether some cases are not shown; the caller runs again when that changes.
    pub(super) fn is_narrowed(self) -> bool {
        self.0.with(|filter| filter.mine || !words::parts(filter, &[]).is_empty())
    }

    fn change(self, change: impl FnOnce(&mut CaseFilter)) {
        let mut filter = self.get_untracked();
        change(&mut filter);
        self.set(filter);
    }
}

/// The chips above the list.
#[component]
pub(super) fn Views(
    shown: Shown,
    views: Reading<Vec<ViewRecord>>,
    people: Reading<Vec<Colleague>>,
    /// Whether the filter sheet is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let all = session::may(Action::CaseRead, Relation::Office);
    let on = move |test: fn(&CaseFilter) -> bool| Signal::derive(move || test(&shown.get()));
    let by_date = |filter: &CaseFilter| filter.sort == Some(CaseSort::NextDue);
    let turn = move |()| {
        shown.change(|filter| filter.sort = if by_date(filter) { None } else { Some(CaseSort::NextDue) });
    };
    let saved = move || {
        let one = |view: ViewRecord| {
            let (name, filter) = (view.draft.name.as_str().to_owned(), view.draft.filter);
            let own = filter.clone();
            let on = Signal::derive(move || shown.get() == own);
            let press = move |()| shown.set(if on.get_untracked() { CaseFilter::default() } else { filter.clone() });
            view! { <ChipToggle label=name on=on on_press=press/> }
        };
        views.get().unwrap_or_default().into_iter().map(one).collect_view()
    };
    let parts = move || {
        let known = people.get().unwrap_or_default();
        let one = |(text, left): (String, CaseFilter)| {
            let label = tf(k::CASES_FILTER_OFF, &[("filter", &text)]);
            view! {
                <button type="button" class="chip chip-on" aria-label=label on:click=move |_| shown.set(left.clone())>
                    {text}<Icon name="close" size=Size::Tiny/>
                </button>
            }
        };
        words::parts(&shown.get(), &known).into_iter().map(one).collect_view()
    };
    let chosen = move || i64::try_from(words::parts(&shown.get(), &[]).len()).unwrap_or_default();
    view! {
        <div class="chips chips-line">
            <button type="button" class="chip" aria-haspopup="dialog" data-test="filters" on:click=move |_| open.set(true)>
                <Icon name="sliders" size=Size::Small/>{t(k::CASES_FILTERS)}
                {move || Some(chosen()).filter(|count| *count > 0).map(|count| view! { " "<span class="chip-count num">{format::number(count)}</span> })}
            </button>
            {parts}
            {all.then(|| view! { <ChipToggle label=t(k::CASES_MINE) on=on(|filter| filter.mine) on_press=move |()| shown.change(|filter| filter.mine = !filter.mine)/> })}
            <ChipToggle label=CaseSort::NextDue.label() on=on(by_date) on_press=turn/>
            <ChipToggle label=t(k::CASES_CLOSED) on=on(|filter| filter.closed) on_press=move |()| shown.change(|filter| filter.closed = !filter.closed)/>
            {saved}
        </div>
    }
}

/// How many cases a filter leaves, and the way back to all of them; nothing while none is left out. `more`: there are others
/// that are not read yet.
#[component]
pub(super) fn Narrowed(shown: Shown, count: Signal<usize>, more: Signal<bool>) -> impl IntoView {
    let clear = move |()| {
        shown.clear();
        // The button is gone.
        spawn_local(focus_first("button.chip[aria-haspopup=dialog]"));
    };
    let said = move || {
        let cases = tn(k::COUNT_CASES, i64::try_from(count.get()).unwrap_or_default());
        if more.get() { tf(k::CASES_AT_LEAST, &[("cases", &cases)]) } else { cases }
    };
    view! {
        <Show when=move || shown.is_narrowed()>
            <p class="cluster sm" data-test="narrowed">
                <span class="muted" role="status">{said}</span>
                <Button kind=Kind::Quiet compact=true on_press=clear attr:data-test="show-all">{t(k::CASES_SHOW_ALL)}</Button>
            </p>
        </Show>
    }
}
