//! How a rule was before, and who changed it.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::clocks::ClockRuleRecord;

use super::words::{reminds, sentence, source};
use crate::{
    components::{FailureNote, Sheet, Skeleton},
    format,
    i18n::{k, t, tf},
    store::{self, Failure},
};

/// The former versions, newest first.
#[component]
pub(super) fn HistorySheet(rule: ClockRuleRecord, done: Callback<()>) -> impl IntoView {
    let former = RwSignal::new(None::<Result<Vec<ClockRuleRecord>, Failure>>);
    match rule.id {
        None => former.set(Some(Ok(Vec::new()))),
        Some(id) => spawn_local(async move {
            former.try_set(Some(store::clocks::history(id).await));
        }),
    }
    let people = store::colleagues::list();
    let version = move |one: ClockRuleRecord| {
        let by = move || {
            let who = store::colleagues::name(people, one.updated_by?);
            Some(tf(k::CLOCKS_BY, &[("who", &who), ("when", &format::instant(one.updated_at?))]))
        };
        view! {
            <li class="stack-s" data-test="former-rule">
                <p class="row-title"><bdi>{by}</bdi></p>
                <p dir="auto">{sentence(&one.draft)}</p>
                <p class="row-text">{reminds(&one.draft)}</p>
                <p class="clock-source"><bdi>{source(&one.draft)}</bdi></p>
            </li>
        }
    };
    let shown = move || match former.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Err(failure)) => view! { <FailureNote failure=failure/> }.into_any(),
        Some(Ok(all)) if all.is_empty() => view! { <p class="muted">{t(k::CLOCKS_NO_HISTORY)}</p> }.into_any(),
        Some(Ok(mut all)) => {
            all.reverse();
            view! { <ul class="stack">{all.into_iter().map(version).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <Sheet open=RwSignal::new(true) title=t(k::CLOCKS_HISTORY).to_owned() on_close=done>
            <div class="sheet-body">{shown}</div>
        </Sheet>
    }
}
