//! Finding a case by code name, number, name or phone. What is typed goes in a body, never into an address.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    cases::{SearchHit, SearchQuery},
    values::ShortText,
};

use super::list::CaseRow;
use crate::{
    components::{Button, Empty, FailureNote, Input, Rows, TextField},
    i18n::{k, t},
    store::{self, Failure},
};

/// The field and what was found.
#[component]
pub(super) fn Search() -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Result<Vec<SearchHit>, Failure>>);
    let busy = RwSignal::new(false);
    let search = move || {
        let Ok(q) = ShortText::parse(&typed.get_untracked()) else { return found.set(None) };
        busy.set(true);
        spawn_local(async move {
            found.set(Some(store::cases::search(&SearchQuery { q }).await));
            busy.set(false);
        });
    };
    view! {
        <form class="search" role="search" on:submit=move |event| { event.prevent_default(); search(); }>
            <div class="grow"><TextField label=t(k::CASES_SEARCH) value=typed input=Input::Search/></div>
            <Button submit=true icon="search" busy=busy>{t(k::ACTION_SEARCH)}</Button>
        </form>
        <div aria-live="polite">
            {move || found.get().map(|found| match found {
                Err(failure) => view! { <FailureNote failure=failure/> }.into_any(),
                Ok(hits) if hits.is_empty() => view! { <Empty icon="search" title=t(k::CASES_NOTHING_FOUND)/> }.into_any(),
                Ok(hits) => view! { <Rows>{hits.into_iter().map(|hit| view! { <CaseRow case=hit.case/> }).collect_view()}</Rows> }.into_any(),
            })}
        </div>
    }
}
