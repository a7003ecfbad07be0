//! How a document's time is told: days left in words, a bar that fills, colour as support.

use leptos::prelude::*;
use yaninda_shared::{
    clocks::{DeadlineRecord, Measure},
    documents::DocumentRecord,
    values::NaiveDate,
};

use crate::format;

/// Where a document belongs in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Its end matters.
    Running,
    /// In use or on its way, without an end.
    Lasting,
    /// Replaced, ended, refused or withdrawn.
    Past,
}

/// The place of a document.
pub(super) fn place(document: &DocumentRecord) -> Place {
    if document.withdrawn || document.superseded_by.is_some() || !document.draft.status.is_live() {
        Place::Past
    } else if document.draft.expires_on.is_some() {
        Place::Running
    } else {
        Place::Lasting
    }
}

/// Whether its first reminder has come.
pub(super) fn is_near(document: &DocumentRecord, deadlines: &[DeadlineRecord], today: NaiveDate) -> bool {
    let about = deadlines.iter().filter(|one| one.running && one.document == Some(document.id));
    about.filter(|one| one.measure == Measure::Expires).any(|one| one.remind_on <= today)
}

/// Days gone and days in all, for the bar.
fn spent(document: &DocumentRecord, today: NaiveDate) -> Option<(i64, i64)> {
    let end = document.draft.expires_on?;
    let start = document.draft.valid_from.or(document.draft.issued_on)?;
    let all = (end - start).num_days().max(1);
    Some(((today - start).num_days().clamp(0, all), all))
}

/// The bar; the words beside it say the same.
#[component]
pub(super) fn Clock(document: DocumentRecord, near: bool) -> impl IntoView {
    let today = format::today();
    spent(&document, today).map(|(gone, all)| {
        view! { <progress class="clock" class:clock-near=near aria-hidden="true" max=all.to_string() value=gone.to_string()></progress> }
    })
}
