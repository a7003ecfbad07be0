//! Risk as one to three bars with the word beside it.

use leptos::prelude::*;
use yaninda_shared::cases::Risk;

use crate::i18n::Label;

/// The bars are hidden from readers; the word says it.
#[component]
pub fn RiskMark(risk: Risk) -> impl IntoView {
    let bars = match risk {
        Risk::Standard => "1",
        Risk::Raised => "2",
        Risk::High => "3",
    };
    view! {
        <span class="risk">
            <span class="risk-bars" data-n=bars aria-hidden="true"><i></i><i></i><i></i></span>
            {risk.label()}
        </span>
    }
}
