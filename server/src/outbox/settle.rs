//! What came of a claimed mail, in one unit of work: its row, the worker's task, the contact, the audit log.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{ContactId, MailId, OfficeId},
    mail::{MailKind, MailState, Refusal},
    problem::Code,
    record::RecordKind,
    tasks::TaskKind,
    values::Stamp,
};

use super::{
    fail::address_failed,
    occasion::stands,
    plan::remind_after,
    refuse::{refuse, refuse_code},
    render::appointment,
    row::MailRow,
    told::told,
};
use crate::{
    access::{Core, Unit},
    audit::AuditDraft,
    db::schema::mails,
    problem::{ApiError, ApiResult},
    seal::SealError,
    tasks::raise::settle_because,
};

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Outcome {
    /// The mail server took it, for this address ([`sent_to`](super::token::sent_to)).
    Sent { to: [u8; 32] },
    /// Nothing was tried; it is looked at again then.
    PutBack { at: Stamp, useful_until: Stamp },
    /// No mail can be sent, and somebody must hear of that. It leaves as soon as it can.
    HeldUp { useful_until: Stamp },
    /// It was tried, and is tried again then. It may have arrived.
    Again { at: Stamp, to: [u8; 32] },
    /// It is not sent, because that would not be right any more.
    Dropped(Refusal),
    /// It was tried for as long as it could have helped.
    OutOfTime,
    /// The mail server refused it for good.
    Rejected(ContactId),
}

/// How often a case may have moved to another office meanwhile.
const MOVES: usize = 3;

/// Settles a mail, unless somebody else has claimed it since: then it is theirs.
pub(super) async fn settle(core: &Core, mail: &MailRow, outcome: Outcome) -> ApiResult<()> {
    let (id, lease) = (mail.id, mail.leased_until);
    let mut office = mail.office_id;
    for _ in 0..MOVES {
        match core.unattended(office, move |unit| settle_in(unit, id, lease, outcome)).await? {
            None => return Ok(()),
            Some(elsewhere) => office = elsewhere,
        }
    }
    Ok(())
}

/// Answers the office the mail is in, if that is another one.
fn settle_in(unit: &mut impl Unit, id: MailId, lease: Option<Stamp>, outcome: Outcome) -> ApiResult<Option<OfficeId>> {
    let found: Option<MailRow> = mails::table.find(id).get_result(unit.conn()).optional()?;
    let Some(mail) = found.filter(|mail| mail.state == MailState::Sending && mail.leased_until == lease) else {
        return Ok(None);
    };
    if mail.office_id != unit.office() {
        return Ok(Some(mail.office_id));
    }
    let tried = mail.attempts;
    match outcome {
        Outcome::Sent { to } => {
            write(unit, &mail, MailState::Sent, None, tried, None)?;
            let sent_at = mails::sent_at.eq(Some(unit.now()));
            diesel::update(mails::table.find(id)).set((sent_at, keep_address(&mail, to))).execute(unit.conn())?;
            if mail.reason == Some(Refusal::HeldUp) {
                let kinds = [TaskKind::ReachOtherWay, TaskKind::MailRefused];
                settle_because(unit, mail.subject_id, &kinds, Refusal::HeldUp)?;
            }
            note(unit, AuditAction::MailSent, &mail);
        }
        Outcome::PutBack { at, useful_until } => {
            write(unit, &mail, MailState::Queued, mail.reason, tried - 1, Some(at))?;
            diesel::update(mails::table.find(id)).set(mails::useful_until.eq(useful_until)).execute(unit.conn())?;
        }
        Outcome::HeldUp { useful_until } => {
            let now = unit.now();
            write(unit, &mail, MailState::Queued, Some(Refusal::HeldUp), tried - 1, Some(now))?;
            diesel::update(mails::table.find(id)).set(mails::useful_until.eq(useful_until)).execute(unit.conn())?;
            // Changed again while it was looked at: that was seen to where it happened.
            if appointment(unit.conn(), &mail)?.is_some_and(|found| stands(mail.kind, mail.sequence, &found)) {
                tell(unit, &mail, Refusal::HeldUp)?;
            }
        }
        Outcome::Again { at, to } => {
            write(unit, &mail, MailState::Queued, mail.reason, tried, Some(at))?;
            diesel::update(mails::table.find(id)).set(keep_address(&mail, to)).execute(unit.conn())?;
        }
        Outcome::Dropped(why) => {
            write(unit, &mail, MailState::Dropped, Some(why), tried - 1, None)?;
            note(unit, AuditAction::MailRefused, &mail);
            tell(unit, &mail, why)?;
        }
        Outcome::OutOfTime => {
            write(unit, &mail, MailState::Failed, Some(Refusal::TooLate), tried, None)?;
            note(unit, AuditAction::MailRefused, &mail);
            tell(unit, &mail, Refusal::TooLate)?;
        }
        Outcome::Rejected(contact) => {
            write(unit, &mail, MailState::Failed, Some(Refusal::Rejected), tried, None)?;
            note(unit, AuditAction::MailRefused, &mail);
            address_failed(unit, &mail, contact, Refusal::Rejected)?;
        }
    }
    match outcome {
        Outcome::Sent { .. } => remind_after(unit, &mail, true)?,
        // It may have arrived, and the next try may be hours away.
        Outcome::Again { .. } if tried == 1 => remind_after(unit, &mail, true)?,
        Outcome::Again { .. } | Outcome::PutBack { .. } | Outcome::HeldUp { .. } => {}
        Outcome::Dropped(_) | Outcome::OutOfTime | Outcome::Rejected(_) => remind_after(unit, &mail, false)?,
    }
    Ok(None)
}

/// What is kept of the address. A mail that two addresses may have got has no link any more: one of them is not to be trusted.
fn keep_address(mail: &MailRow, to: [u8; 32]) -> diesel::dsl::Eq<mails::sent_to, Option<Vec<u8>>> {
    let other = mail.sent_to.as_deref().is_some_and(|before| before != to);
    mails::sent_to.eq(Some(if other { vec![0; 32] } else { to.to_vec() }))
}

/// Writes where a mail stands, if it stands where it was read. Errors: 409 if it was claimed meanwhile.
pub(super) fn write(
    unit: &mut impl Unit,
    mail: &MailRow,
    state: MailState,
    reason: Option<Refusal>,
    attempts: i32,
    next_at: Option<Stamp>,
) -> ApiResult<()> {
    let now = unit.now();
    let as_read = mails::table
        .filter(mails::id.eq(mail.id))
        .filter(mails::state.eq(mail.state))
        .filter(mails::attempts.eq(mail.attempts));
    let written = diesel::update(as_read)
        .set((
            mails::version.eq(mail.version + 1),
            mails::updated_at.eq(now),
            mails::state.eq(state),
            mails::reason.eq(reason),
            mails::attempts.eq(attempts),
            mails::next_at.eq(next_at),
            mails::leased_until.eq(None::<Stamp>),
        ))
        .execute(unit.conn())?;
    if written == 1 { Ok(()) } else { Err(ApiError::Refused(Code::Conflict)) }
}

/// An audit entry about a mail.
pub(super) fn note(unit: &mut impl Unit, action: AuditAction, mail: &MailRow) {
    unit.audit(AuditDraft::one(action, RecordKind::Mail, Some(mail.case_id), mail.id.raw()));
}

/// Gives the worker the task that follows from a mail that is not sent.
pub(super) fn tell(unit: &mut impl Unit, mail: &MailRow, why: Refusal) -> ApiResult<()> {
    match (mail.kind, why) {
        // Whoever changed the appointment saw to what follows; a reminder that comes too late is left out.
        (_, Refusal::Superseded) | (MailKind::Reminder, Refusal::TooLate) => Ok(()),
        (MailKind::AddressCode, _) => {
            let contact = ContactId::from_raw(mail.subject_id);
            refuse_code(unit, mail.case_id, contact, why, mail.created_by)
        }
        (
            MailKind::Confirmation | MailKind::Change | MailKind::Cancellation | MailKind::Reminder | MailKind::Missed,
            _,
        ) => unheard(unit, mail, why),
    }
}

/// A mail about an appointment did not reach the person.
pub(super) fn unheard(unit: &mut impl Unit, mail: &MailRow, why: Refusal) -> ApiResult<()> {
    let Some(appointment) = appointment(unit.conn(), mail)? else { return Ok(()) };
    let told = match unit.key_of(mail.case_id) {
        Ok(key) => told(unit.conn(), &key, &appointment, Some(mail.id))?,
        // The case was erased: what was told nobody can read any more.
        Err(ApiError::Seal(SealError::NoKey)) => None,
        Err(error) => return Err(error),
    };
    refuse(unit, &appointment, mail.kind, told.as_ref(), why)
}
