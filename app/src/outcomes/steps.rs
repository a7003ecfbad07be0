//! A step of the scale: five bars, of which as many are filled, and beside them number and word.

use leptos::prelude::*;
use yaninda_shared::outcomes::Score;

use crate::i18n;

/// The bars are a picture of what the text says.
#[component]
pub(super) fn Steps(score: Score) -> impl IntoView {
    let step = score.get().to_string();
    let bars = (Score::MIN..=Score::MAX).map(|_| view! { <i></i> }).collect_view();
    view! {
        <span class="steps" data-n=step.clone() aria-hidden="true">{bars}</span>
        <span><strong class="num">{step}</strong>" "{i18n::score(score)}</span>
    }
}
