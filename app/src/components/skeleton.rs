//! The shape of a list while it loads; seen only after 300 ms.

use leptos::prelude::*;

use crate::i18n::{k, t};

/// Three grey rows.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="card rows skeleton" role="status" aria-busy="true" aria-label=t(k::APP_LOADING)>
            {(0..3).map(|_| view! {
                <div class="row">
                    <span class="skeleton-icon"></span>
                    <span class="grow stack-s"><span class="skeleton-line"></span><span class="skeleton-line skeleton-short"></span></span>
                </div>
            }).collect_view()}
        </div>
    }
}
