//! Finding a case by code name, number, name or phone. What is typed goes in a body, never into an address.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    cases::{SearchHit, SearchQuery},
    users::Colleague,
    values::ShortText,
};

use super::row::CaseRow;
use crate::{
    components::{Button, Empty, FailureNote, Icon, Kind, PrivateForm, Rows, Size},
    i18n::{k, t, tf, tn},
    store::{self, Failure, Reading},
};

/// What was found last; `None` while the list is shown.
pub(super) type Found = RwSignal<Option<Result<Vec<SearchHit>, Failure>>>;

/// The field. Changing what stands there brings the list back.
#[component]
pub(super) fn Search(found: Found) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let search = move || {
        let Ok(q) = ShortText::parse(&typed.get_untracked()) else { return found.set(None) };
        busy.set(true);
        spawn_local(async move {
            let answer = store::cases::search(&SearchQuery { q: q.clone() }).await;
            // An answer to what stands there no longer would be read as one to what does.
            if typed.try_with_untracked(|typed| ShortText::parse(typed) == Ok(q)) == Some(true) {
                found.try_set(Some(answer));
                busy.try_set(false);
            }
        });
    };
    let said = move || found.with(|found| found.as_ref()?.as_ref().ok().map(|hits| count(hits)));
    view! {
        <p class="visually-hidden" role="status">{said}</p>
        <PrivateForm class="search" attr:role="search" submit=search>
            <input
                class="input"
                type="search"
                inputmode="search"
                enterkeyhint="search"
                autocomplete="off"
                placeholder=t(k::CASES_SEARCH)
                aria-label=t(k::CASES_SEARCH)
                prop:value=move || typed.get()
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    busy.set(false);
                    found.set(None);
                }
            />
            <button type="submit" class="icon-button" title=t(k::ACTION_SEARCH) aria-label=t(k::ACTION_SEARCH) aria-busy=move || busy.get().then_some("true")>
                <Icon name="search" size=Size::Small/>
            </button>
        </PrivateForm>
    }
}

/// What was found, in place of the list.
#[component]
pub(super) fn Hits(found: Found, people: Option<Reading<Vec<Colleague>>>) -> impl IntoView {
    move || {
        let shown = match found.get()? {
            Err(failure) => view! { <FailureNote failure=failure/> }.into_any(),
            Ok(hits) if hits.is_empty() => {
                view! { <Empty icon="search" title=t(k::CASES_NOTHING_FOUND) text=t(k::CASES_NOTHING_FOUND_TEXT)/> }
                    .into_any()
            }
            Ok(hits) => {
                view! {
                    <p class="sm muted" aria-hidden="true">{count(&hits)}</p>
                    <Rows>{hits.into_iter().map(|hit| view! { <CaseRow case=hit.case people=people matched=by(&hit.matched)/> }).collect_view()}</Rows>
                }
                .into_any()
            }
        };
        Some(view! {
            {shown}
            <div><Button kind=Kind::Quiet compact=true on_press=move |()| found.set(None)>{t(k::CASES_BACK)}</Button></div>
        })
    }
}

fn count(hits: &[SearchHit]) -> String {
    let count = i64::try_from(hits.len()).unwrap_or_default();
    tf(k::CASES_FOUND, &[("cases", &tn(k::COUNT_CASES, count))])
}

/// Which of its fields matched; the value is not shown.
fn by(matched: &str) -> &'static str {
    match matched {
        "name" => t(k::CASES_BY_NAME),
        "phone" => t(k::CASES_BY_PHONE),
        "document" => t(k::CASES_BY_DOCUMENT),
        _ => "",
    }
}
