//! The timeline of a case, one entry with everything on it, its history, withdrawing it.

mod entry;
mod facts;
mod history;
mod list;
mod once;
mod read;
mod stale;
mod withdraw;

pub(crate) use entry::{is_discreet, period, service_text};
pub use facts::{Fact, Facts, changes, of_appointment, of_assessment, of_document, of_milestone, of_note, of_service};
pub use list::Timeline;
pub use once::Once;
pub use read::EntryScreen;
pub use stale::Stale;

use uuid::Uuid;
use yaninda_shared::ids::CaseId;

/// Address of an entry.
#[must_use]
pub fn href(case: CaseId, entry: Uuid) -> String {
    format!("/cases/{case}/entry/{entry}")
}
