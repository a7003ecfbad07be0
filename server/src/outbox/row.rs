//! The row of a mail. Nothing of it is sealed: it holds ids, times and keyed hashes, and is rendered anew each time.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, MailId, OfficeId, RawId, UserId},
    mail::{MailKind, MailLine, MailState, Refusal},
    values::Stamp,
};

use super::token::message_token;

/// Table `mails`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct MailRow {
    pub id: MailId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    /// Whose doing led to it: who booked, moved or cancelled.
    pub created_by: UserId,
    pub updated_at: Stamp,
    /// The appointment it is about; of an address code the contact.
    pub subject_id: RawId,
    pub kind: MailKind,
    /// Which of several of a kind: `24h` and `2h` are two reminders, `again-1` was asked for by hand.
    pub occasion: String,
    pub sequence: i32,
    pub state: MailState,
    pub reason: Option<Refusal>,
    /// When it was wanted.
    pub due_at: Stamp,
    /// From when on it can help nobody any more.
    pub useful_until: Stamp,
    /// How often it was tried; also tells one claim from the next.
    pub attempts: i32,
    /// When it is to be looked at next; nothing once it is settled.
    pub next_at: Option<Stamp>,
    /// Until when it belongs to the server that claimed it.
    pub leased_until: Option<Stamp>,
    pub sent_at: Option<Stamp>,
    /// What is kept of the secret of its link; nothing before it was claimed, when there is no link yet.
    pub link_hash: Option<Vec<u8>>,
    /// What was kept of the address it was handed over for.
    pub sent_to: Option<Vec<u8>>,
}

impl MailRow {
    /// Hours before the appointment, of a reminder that nobody asked for by hand.
    #[must_use]
    pub fn unasked_hours(&self) -> Option<u16> {
        self.hours_before().filter(|_| self.occasion.ends_with('h'))
    }

    /// Hours before the appointment, of a reminder.
    #[must_use]
    pub fn hours_before(&self) -> Option<u16> {
        match self.kind {
            MailKind::Reminder => {
                let hours = self.occasion.split_once('h').map_or("", |(hours, _)| hours);
                // Of so far ahead that the mail says the whole date, if it cannot be read.
                Some(hours.parse().unwrap_or(u16::MAX))
            }
            MailKind::Confirmation
            | MailKind::Change
            | MailKind::Cancellation
            | MailKind::Missed
            | MailKind::AddressCode => None,
        }
    }

    /// What stands before the `@` of its Message-ID, the same whenever it is sent; nothing before it was claimed.
    #[must_use]
    pub fn message_token(&self) -> Option<String> {
        self.link_hash.as_deref().map(message_token)
    }

    /// When it leaves or left.
    #[must_use]
    pub fn at(&self) -> Stamp {
        self.sent_at.or(self.next_at).unwrap_or(self.updated_at)
    }

    /// As the health page lists it.
    #[must_use]
    pub fn line(&self) -> MailLine {
        MailLine {
            id: self.id,
            version: self.version,
            kind: self.kind,
            state: self.state,
            reason: self.reason,
            created_at: self.created_at,
            at: self.at(),
            attempts: self.attempts,
        }
    }
}
