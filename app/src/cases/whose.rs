//! Whose form this is: the code name, so that nothing is written into another person's case.

use leptos::prelude::*;
use yaninda_shared::ids::CaseId;

use crate::store;

/// Code name and number.
#[component]
pub fn Whose(case: CaseId) -> impl IntoView {
    let record = store::cases::one(Signal::stored(Some(case)));
    view! {
        <p class="whose">{move || record.get().map(|case| view! {
            <strong>{case.code_name.as_str().to_owned()}</strong>" "<span class="row-number" dir="ltr">{case.number}</span>
        })}</p>
    }
}
