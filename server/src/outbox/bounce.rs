//! Mail that came back: a mail server could not deliver it after all.
//!
//! Which of ours it was is told by its Message-ID, in what the notice returns of it; whose address failed by the notice too,
//! or by what was kept of the address that was written to, both held against the addresses of that case.

use std::collections::HashSet;

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    contacts::Channel,
    ids::{ContactId, MailId, OfficeId},
    mail::{MailKind, MailState, Refusal},
};

use super::{
    address::{Candidate, candidates},
    fail::address_failed,
    notice::{Notice, read},
    occasion::stands,
    plan::remind_after,
    render::appointment,
    row::MailRow,
    settle::{note, tell, write},
    token::{link_hash_range, sent_to},
};
use crate::{
    access::{Core, Unit},
    appointments::row::AppointmentRow,
    contacts::row::ContactRow,
    db::schema::{contacts, mails},
    problem::ApiResult,
};

/// What became of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounce {
    /// It was about a mail of ours, which counts as failed now, and its address as unproven if that is why.
    Recorded,
    /// It was about a mail that is known to have failed already.
    Known,
    /// It was no notice of a failure for good, or not about a mail of ours.
    Ignored,
}

/// Takes a notice as a mail server hands it on.
pub async fn bounce(core: &Core, raw: &[u8]) -> ApiResult<Bounce> {
    let Some(Notice { hard, tokens, recipients }) = read(raw) else { return Ok(Bounce::Ignored) };
    let found: Option<(MailId, OfficeId)> = core
        .unscoped_read(move |conn, _| {
            for (first, last) in tokens.iter().filter_map(|token| link_hash_range(token)) {
                let of_token = mails::table.filter(mails::link_hash.between(first, last));
                let found = of_token.select((mails::id, mails::office_id)).first(conn).optional()?;
                if found.is_some() {
                    return Ok(found);
                }
            }
            Ok(None)
        })
        .await?;
    let Some((id, office)) = found else { return Ok(Bounce::Ignored) };
    core.unattended(office, move |unit| record(unit, id, hard, &recipients)).await
}

fn record(unit: &mut impl Unit, id: MailId, hard: bool, recipients: &HashSet<String>) -> ApiResult<Bounce> {
    let office = unit.office();
    let mail: Option<MailRow> =
        mails::table.filter(mails::id.eq(id)).filter(mails::office_id.eq(office)).get_result(unit.conn()).optional()?;
    // A case that moves this moment is found in its new office when the mail server hands the notice on again.
    let Some(mail) = mail else { return Ok(Bounce::Ignored) };
    if mail.state == MailState::Failed {
        return Ok(Bounce::Known);
    }
    write(unit, &mail, MailState::Failed, Some(Refusal::Bounced), mail.attempts, None)?;
    note(unit, AuditAction::MailBounced, &mail);
    // It came back before it was known here that it had left.
    if matches!(mail.state, MailState::Queued | MailState::Sending) {
        remind_after(unit, &mail, true)?;
    }
    match failed(unit, &mail, recipients)? {
        Some(contact) if hard => address_failed(unit, &mail, contact, Refusal::Bounced)?,
        // The mail servers gave up: another one may get through.
        _ if still_matters(unit, &mail)? => tell(unit, &mail, Refusal::Bounced)?,
        _ => {}
    }
    Ok(Bounce::Recorded)
}

/// Whether what the mail said is still to come: notices of what was given up arrive after days.
fn still_matters(unit: &mut impl Unit, mail: &MailRow) -> ApiResult<bool> {
    let now = unit.now();
    let is_ahead = |one: AppointmentRow| stands(mail.kind, mail.sequence, &one) && now < one.starts_at;
    Ok(match mail.kind {
        MailKind::AddressCode | MailKind::Missed => true,
        MailKind::Confirmation | MailKind::Change | MailKind::Cancellation | MailKind::Reminder => {
            appointment(unit.conn(), mail)?.is_some_and(is_ahead)
        }
    })
}

/// The contact whose address failed: the one the notice names, or if it names nobody the one the mail was handed over for. An
/// address that is none of ours was corrected since, or is where somebody has their mail passed on to: no other is to blame.
fn failed(unit: &mut impl Unit, mail: &MailRow, recipients: &HashSet<String>) -> ApiResult<Option<ContactId>> {
    let (core, office) = (unit.core().clone(), unit.office());
    let key = unit.key_of(mail.case_id)?;
    let rows: Vec<ContactRow> = contacts::table
        .filter(contacts::office_id.eq(office))
        .filter(contacts::case_id.eq(mail.case_id))
        .filter(contacts::channel.eq(Channel::Email))
        .order(contacts::id)
        .load(unit.conn())?;
    let all = candidates(&rows, &key)?;
    let was_written_to = |one: &Candidate| {
        let kept = sent_to(&core.keys, mail.id, &one.address);
        mail.sent_to.as_deref().is_some_and(|to| to == kept)
    };
    let is_named = |one: &Candidate| recipients.contains(one.address.as_str());
    let found = all.iter().find(|one| if recipients.is_empty() { was_written_to(one) } else { is_named(one) });
    Ok(found.map(|one| one.id))
}
