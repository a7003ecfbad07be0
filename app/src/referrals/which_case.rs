//! The case that a referral became, found by searching for it.

use leptos::{ev::KeyboardEvent, prelude::*, task::spawn_local};
use yaninda_shared::{
    cases::{CaseFilter, CaseSummary, SearchHit, SearchQuery},
    values::ShortText,
};

use crate::{
    components::{Button, FailureNote, FieldGroup, IconButton, Input, Rows, TextField, focus_first},
    i18n::{k, t},
    store::{self, Failure},
};

/// Most cases that are offered: who finds more searches for more.
const MOST: usize = 10;

fn named(case: &CaseSummary) -> String {
    [case.code_name.as_str(), " · ", &case.number].concat()
}

/// The id of the case, or nothing. `typed` notes that something was chosen.
#[component]
pub(super) fn WhichCase(
    chosen: RwSignal<String>,
    typed: RwSignal<bool>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let picked = RwSignal::new(None::<CaseSummary>);
    let known = store::cases::list(Signal::stored(CaseFilter { closed: true, ..CaseFilter::default() }));
    // What is linked already is named if it is among the cases at hand: to look it up would count as opening it.
    let name = move || {
        let id = chosen.get();
        let all = picked.get().into_iter().chain(known.load().ready().unwrap_or_default());
        all.into_iter()
            .find(|case| case.id.to_string() == id)
            .map_or_else(|| t(k::REFERRALS_LINKED).to_owned(), |case| named(&case))
    };
    let choose = Callback::new(move |case: Option<CaseSummary>| {
        chosen.set(case.as_ref().map_or_else(String::new, |case| case.id.to_string()));
        picked.set(case);
        typed.set(true);
        // What was pressed is gone.
        spawn_local(focus_first(".which-case :is(input, button)"));
    });
    let is_chosen = Memo::new(move |_| chosen.with(|chosen| !chosen.is_empty()));
    view! {
        <div class="which-case">
            <FieldGroup legend=t(k::REFERRALS_CASE) error=error>
                {move || if is_chosen.get() {
                    view! {
                        <p class="cluster" data-test="chosen-case">
                            <strong class="grow"><bdi>{name}</bdi></strong>
                            <IconButton icon="close" label=t(k::ACTION_REMOVE) on_press=move |()| choose.run(None)/>
                        </p>
                    }
                    .into_any()
                } else {
                    view! { <Find choose=choose/> }.into_any()
                }}
            </FieldGroup>
        </div>
    }
}

/// The field, and what was found. It stands in the form of the referral: Enter searches and saves nothing.
#[component]
fn Find(choose: Callback<Option<CaseSummary>>) -> impl IntoView {
    let (typed, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let found = RwSignal::new(None::<Result<Vec<SearchHit>, Failure>>);
    let search = move || {
        let Ok(q) = ShortText::parse(&typed.get_untracked()) else { return found.set(None) };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let answer = store::cases::search(&SearchQuery { q }).await;
            found.try_set(Some(answer));
            busy.try_set(false);
        });
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            search();
        }
    };
    let row = move |hit: SearchHit| {
        let name = named(&hit.case);
        let case = StoredValue::new(hit.case);
        view! { <li><button type="button" class="row" data-test="found-case" on:click=move |_| choose.run(Some(case.get_value()))><bdi class="grow">{name}</bdi></button></li> }
    };
    let shown = move || {
        Some(match found.get()? {
            Err(failure) => view! { <FailureNote failure=failure/> }.into_any(),
            Ok(hits) if hits.is_empty() => {
                view! { <p class="sm muted" role="status">{t(k::CASES_NOTHING_FOUND)}</p> }.into_any()
            }
            Ok(hits) => view! { <Rows>{hits.into_iter().take(MOST).map(row).collect_view()}</Rows> }.into_any(),
        })
    };
    view! {
        <div class="stack-s" on:keydown=keys>
            <TextField label=t(k::CASES_SEARCH) input=Input::Search value=typed/>
            <div><Button compact=true icon="search" busy=busy on_press=move |()| search() attr:data-test="find-case">{t(k::ACTION_SEARCH)}</Button></div>
            {shown}
        </div>
    }
}
