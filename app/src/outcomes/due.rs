//! When it is to be rated next, and why then.

use leptos::prelude::*;
use yaninda_shared::outcomes::{AssessmentDue, Occasion};

use crate::{
    components::{Note, Tone},
    format,
    i18n::{Key, Label, k, t, tf},
};

/// It is said with more weight so many days ahead, as it stands on Today then.
const SOON: i64 = 7;

/// Why a rating is due on its day.
const fn why(occasion: Occasion) -> Option<Key> {
    match occasion {
        Occasion::Baseline => Some(k::OUTCOMES_WHY_BASELINE),
        Occasion::Review => Some(k::OUTCOMES_WHY_REVIEW),
        Occasion::LegalChange => Some(k::OUTCOMES_WHY_LEGAL_CHANGE),
        Occasion::Closure => Some(k::OUTCOMES_WHY_CLOSURE),
        Occasion::AfterSixMonths => Some(k::OUTCOMES_WHY_AFTER_SIX_MONTHS),
        Occasion::AfterTwelveMonths => Some(k::OUTCOMES_WHY_AFTER_TWELVE_MONTHS),
        Occasion::Other => None,
    }
}

/// The next one, or that there is none.
#[component]
pub(super) fn Due(due: Option<AssessmentDue>) -> impl IntoView {
    let Some(AssessmentDue { occasion, on }) = due else {
        return view! { <p class="sm muted" data-test="rating-due">{t(k::OUTCOMES_NOT_DUE)}</p> }.into_any();
    };
    let soon = (on - format::today()).num_days() <= SOON;
    let when =
        tf(k::OUTCOMES_DUE, &[("what", occasion.label()), ("day", &format::day(on)), ("left", &format::due(on))]);
    view! {
        <div data-test="rating-due">
            <Note tone=if soon { Tone::Due } else { Tone::Plain } icon="chart">
                <p><strong>{when}</strong></p>
                {why(occasion).map(|why| view! { <p>{t(why)}</p> })}
            </Note>
        </div>
    }
    .into_any()
}
