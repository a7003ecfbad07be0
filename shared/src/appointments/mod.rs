//! Appointments: booked, moved, cancelled, kept or missed; what the person answered; what their mail will say.

mod check;
mod draft;
mod feed;
mod outcome;
mod record;

pub use check::{AppointmentCheck, Clash, Ending, EndingCheck, MailPreview, Whose};
pub use draft::{AppointmentDraft, AppointmentPlace, Repeat};
pub use feed::CalendarFeed;
pub use outcome::{AppointmentState, Cancellation, Hears, Outcome, OutcomeDraft};
pub use record::{Agenda, AgendaItem, Answer, AnswerKind, AppointmentMail, AppointmentRecord};
