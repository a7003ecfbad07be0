//! An entry read anew, once, for its form: what is typed stays when the store reads again.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use yaninda_shared::{ids::CaseId, timeline::Entry};

use crate::{
    components::{FailureNote, Skeleton},
    store::{self, Failure},
};

/// Shows `view` of the entry as the server has it now.
#[component]
pub fn Once(case: CaseId, entry: Uuid, view: fn(Entry) -> AnyView) -> impl IntoView {
    let answer = RwSignal::new(None::<Result<Entry, Failure>>);
    let ask = move || {
        answer.set(None);
        spawn_local(async move {
            let found = store::entries::read(case, entry).await.map(|detail| detail.item.entry);
            answer.try_set(Some(found));
        });
    };
    ask();
    move || match answer.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Err(failure)) => view! { <FailureNote failure=failure retry=move |()| ask()/> }.into_any(),
        Some(Ok(entry)) => view(entry),
    }
}
