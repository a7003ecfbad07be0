//! How far it is, while every row is gone through.

use leptos::prelude::*;
use yaninda_shared::imports::ImportState;

use super::guide::Guide;
use crate::{
    format,
    i18n::{k, t, tf},
};

/// A bar and a sentence. Only every now and then it is read out, or nobody could listen to anything else.
#[component]
pub(super) fn Progress(guide: Guide) -> impl IntoView {
    let numbers =
        move || guide.import.with(|import| import.as_ref().map_or((0, 1), |import| (import.done, import.rows)));
    let runs =
        move || guide.import.with(|import| import.as_ref().is_some_and(|import| import.state == ImportState::Running));
    let said = move || {
        let (done, total) = numbers();
        let key = if runs() { k::IMPORT_RUNNING } else { k::IMPORT_CHECKING };
        tf(key, &[("done", &format::number(done)), ("total", &format::number(total))])
    };
    let quarter = Memo::new(move |_| {
        let (done, total) = numbers();
        done.saturating_mul(4) / total.max(1)
    });
    let read_out = move || {
        quarter.get();
        untrack(said)
    };
    view! {
        <div class="stack-s" data-test="progress">
            <progress class="progress" max=move || numbers().1.max(1).to_string() value=move || numbers().0.to_string() aria-label=t(k::IMPORT_STEP_CHECK)></progress>
            <p aria-hidden="true">{said}</p>
            <p class="visually-hidden" role="status">{read_out}</p>
            <p class="sm muted">{t(k::IMPORT_GO_ON)}</p>
        </div>
    }
}
