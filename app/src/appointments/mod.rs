//! Appointments of a case: booked and moved, cancelled, kept or missed; what the person answered, and the mail to them.

mod answer;
mod book;
mod cancel;
mod clashes;
mod details;
mod ending;
mod fields;
mod form;
mod list;
mod mail_card;
mod mails;
mod mending;
mod offered;
mod outcome;
mod preview;
mod row;
mod show;
mod tag;
mod ways;
mod when;
mod wrong;

pub use book::BookScreen;
pub use ending::PageTasks;
pub use list::Appointments;
pub use mails::MailTag;
pub(crate) use mending::Mending;
pub use outcome::say_by_id;
pub use show::AppointmentParts;
pub use tag::{AppointmentTag, ConfirmAnswer, said};

use yaninda_shared::ids::{AppointmentId, CaseId};

use crate::store::Failure;

/// Which appointment, as it was seen.
type Version = (CaseId, AppointmentId, i64);

/// An appointment that changed meanwhile is looked at before it ends: it may be another day by now.
fn look_first(failure: Failure) -> Failure {
    Failure { current: None, ..failure }
}

/// Address of the appointments of a case.
#[must_use]
pub fn tab(case: CaseId) -> String {
    format!("/cases/{case}/appointments")
}
