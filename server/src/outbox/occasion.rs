//! The occasions to write about an appointment, and how long each is worth it.

use yaninda_shared::{appointments::AppointmentState, mail::MailKind, values::Stamp};

use super::{told::Told, windows::NOTICE};
use crate::appointments::row::{AppointmentRow, Details};

/// Seconds for which it helps to ask for another time after a missed one.
const ASK_AGAIN: i64 = 7 * 86_400;
/// Seconds for which a code that was asked for is waited for.
pub(super) const CODE: i64 = 86_400;

/// What the person is told once, when something happens.
pub(super) const ONCE: &str = "once";

/// From when on a mail of this kind cannot help any more, whatever the hour. `since` is when it was wanted.
pub(super) fn useful_until(kind: MailKind, appointment: &AppointmentRow, told: Option<&Told>, since: Stamp) -> Stamp {
    useful_until_of(kind, appointment.starts_at, told, since)
}

/// The same of an appointment that begins then, booked or not.
pub(super) fn useful_until_of(kind: MailKind, starts: Stamp, told: Option<&Told>, since: Stamp) -> Stamp {
    match kind {
        MailKind::Confirmation | MailKind::Cancellation => starts,
        // Whoever hears of it after the former time has been there in vain.
        MailKind::Change => match told {
            Some(told) if told.starts_at > since => starts.min(told.starts_at),
            _ => starts,
        },
        MailKind::Reminder => starts.plus_seconds(-NOTICE),
        MailKind::Missed => since.plus_seconds(ASK_AGAIN),
        MailKind::AddressCode => since.plus_seconds(CODE),
    }
}

/// Whether a mail of this kind and sequence is still about the appointment as it stands.
pub(super) fn stands(kind: MailKind, sequence: i32, appointment: &AppointmentRow) -> bool {
    let state = match kind {
        MailKind::Confirmation | MailKind::Change | MailKind::Reminder => AppointmentState::Planned,
        MailKind::Cancellation => AppointmentState::Cancelled,
        MailKind::Missed => AppointmentState::Missed,
        MailKind::AddressCode => return false,
    };
    appointment.state == state && appointment.sequence == sequence
}

/// Whether the worker wants the person told of it. That it is off, or was missed, they are told by a wish of its own.
pub(super) fn is_wanted(kind: MailKind, details: &Details) -> bool {
    match kind {
        MailKind::Confirmation | MailKind::Change | MailKind::Reminder => details.tell,
        MailKind::Cancellation | MailKind::Missed | MailKind::AddressCode => true,
    }
}

/// What the person may come for nothing without.
pub(super) const MUST_BE_TOLD: [MailKind; 2] = [MailKind::Change, MailKind::Cancellation];

/// Whether the person may come for nothing if this does not reach them.
pub(super) fn must_be_told(kind: MailKind) -> bool {
    MUST_BE_TOLD.contains(&kind)
}
