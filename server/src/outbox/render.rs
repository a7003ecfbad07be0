//! What a claimed mail comes to: rendered from how things are now, or not sent after all.

use diesel::prelude::*;
use lettre::Message;
use yaninda_shared::{
    cases::Wording,
    ids::{AppointmentId, ContactId, MailId, OfficeId},
    mail::{MailKind, MailLanguage, Refusal},
    values::{EmailAddress, LocalTime, Stamp},
};

use super::{
    claim::is_behind,
    gate::{Standing, judge, judge_code},
    occasion::{CODE, is_wanted, stands, useful_until},
    row::MailRow,
    token::{address_code, calendar_uid, link_token, page_address, sent_to, stop_address},
    told::told,
};
use crate::{
    access::Core,
    appointments::{row::AppointmentRow, when},
    config::Neutral,
    db::{
        AnyConnection,
        schema::{appointments, contacts, mails},
    },
    mail::{AddressCode, Body, Content, Entry, Envelope, Level, Link, Occasion, Reply, Token, What, compose},
    problem::{ApiError, ApiResult},
    seal::SealError,
};

/// Seconds until a mail is looked at again that must not overtake an older one.
const BEHIND: i64 = 5;

/// What is to be done with a mail.
#[derive(Debug)]
pub(super) enum Verdict {
    Send(Box<Letter>),
    /// Not in this hour.
    Wait {
        until: Stamp,
        useful_until: Stamp,
    },
    /// Not at all.
    Drop(Refusal),
}

/// A mail as it leaves.
#[derive(Debug)]
pub(super) struct Letter {
    pub message: Message,
    /// What stands before the `@` of its Message-ID.
    pub name: String,
    /// Whose address it goes to.
    pub contact: ContactId,
    /// What is kept of that address.
    pub sent_to: [u8; 32],
    /// From when on it cannot help any more.
    pub useful_until: Stamp,
}

/// Looks at everything a mail depends on, in one snapshot.
pub(super) fn render(conn: &mut AnyConnection, core: &Core, mail: &MailRow, now: Stamp) -> ApiResult<Verdict> {
    if mail.reason == Some(Refusal::Restored) {
        return Ok(Verdict::Drop(Refusal::Restored));
    }
    let done = match mail.kind {
        MailKind::AddressCode => code(conn, core, mail, now),
        MailKind::Confirmation | MailKind::Change | MailKind::Cancellation | MailKind::Reminder | MailKind::Missed => {
            about_appointment(conn, core, mail, now)
        }
    };
    match done {
        // The case was erased: there is nobody to write to.
        Err(ApiError::Seal(SealError::NoKey)) => Ok(Verdict::Drop(Refusal::CaseClosed)),
        done => done,
    }
}

fn code(conn: &mut AnyConnection, core: &Core, mail: &MailRow, now: Stamp) -> ApiResult<Verdict> {
    let contact = ContactId::from_raw(mail.subject_id);
    // The address was corrected, or another code asked for: nobody waits for this one.
    let awaited: Option<Option<MailId>> =
        contacts::table.find(contact).select(contacts::code_mail).get_result(conn).optional()?;
    if awaited.flatten() != Some(mail.id) {
        return Ok(Verdict::Drop(Refusal::Superseded));
    }
    let standing = judge_code(conn, core, mail.office_id, mail.case_id, contact, now)?;
    let end = mail.due_at.plus_seconds(CODE);
    if let Some(verdict) = not_now(conn, mail, &standing, end, now)? {
        return Ok(verdict);
    }
    let code = AddressCode::parse(&address_code(core, mail.id)).map_err(ApiError::internal)?;
    finish(core, mail, &standing, Body::AddressCode(code), end, now)
}

fn about_appointment(conn: &mut AnyConnection, core: &Core, mail: &MailRow, now: Stamp) -> ApiResult<Verdict> {
    let Some(appointment) = appointment(conn, mail)? else { return not_here(conn, mail, now) };
    if !stands(mail.kind, mail.sequence, &appointment) {
        return Ok(Verdict::Drop(Refusal::Superseded));
    }
    let key = core.keys.case(conn, mail.office_id, mail.case_id)?;
    let details = appointment.details(&key)?;
    // The worker does not want them told any more.
    if !is_wanted(mail.kind, &details) {
        return Ok(Verdict::Drop(Refusal::Superseded));
    }
    let told = told(conn, &key, &appointment, Some(mail.id))?;
    let standing = judge(conn, core, mail.office_id, mail.case_id, now)?;
    // Reminders that the person wishes for no more are left out, unless somebody asked for this one by hand.
    if mail.unasked_hours().is_some_and(|hours| !standing.rules.reminders.contains(&hours)) {
        return Ok(Verdict::Drop(Refusal::Superseded));
    }
    let end = useful_until(mail.kind, &appointment, told.as_ref(), mail.due_at);
    if let Some(verdict) = not_now(conn, mail, &standing, end, now)? {
        return Ok(verdict);
    }
    let neutral = core.settings.neutral().map_err(ApiError::internal)?;
    let starts = appointment.local()?;
    let former = told.filter(|told| told.starts != starts).map(|told| told.starts);
    let occasion = Occasion { what: what(mail.kind, former, hours_until(appointment.starts_at, now)), starts };
    let reply = || -> ApiResult<Reply> {
        let (link, stop) = links(core, &neutral, mail)?;
        Ok(Reply { place: details.mail_place.clone(), link, stop })
    };
    let level = match standing.level {
        Wording::Nothing => return Ok(Verdict::Drop(Refusal::NoChoice)),
        Wording::TimeOnly => Level::TimeOnly,
        Wording::Place => Level::Place(reply()?),
        Wording::Calendar => Level::Calendar(reply()?, entry(core, &appointment)?),
    };
    finish(core, mail, &standing, Body::Appointment(occasion, level), end, now)
}

/// There is no such appointment in the office the mail was claimed in: its case has moved, and the mail with it.
fn not_here(conn: &mut AnyConnection, mail: &MailRow, now: Stamp) -> ApiResult<Verdict> {
    let office: Option<OfficeId> = mails::table.find(mail.id).select(mails::office_id).get_result(conn).optional()?;
    Ok(if office.is_some_and(|office| office != mail.office_id) {
        Verdict::Wait { until: now, useful_until: mail.useful_until }
    } else {
        Verdict::Drop(Refusal::Superseded)
    })
}

/// The appointment a mail is about.
pub(super) fn appointment(conn: &mut AnyConnection, mail: &MailRow) -> ApiResult<Option<AppointmentRow>> {
    Ok(appointments::table
        .filter(appointments::id.eq(AppointmentId::from_raw(mail.subject_id)))
        .filter(appointments::office_id.eq(mail.office_id))
        .get_result(conn)
        .optional()?)
}

/// Why a mail does not leave this moment; nothing if it does.
fn not_now(
    conn: &mut AnyConnection,
    mail: &MailRow,
    standing: &Standing,
    end: Stamp,
    now: Stamp,
) -> ApiResult<Option<Verdict>> {
    if let Some(why) = standing.refused {
        return Ok(Some(Verdict::Drop(why)));
    }
    let useful_until = standing.windows.useful_until(end);
    Ok(match standing.windows.first(now, useful_until) {
        None => Some(Verdict::Drop(Refusal::TooLate)),
        Some(leaves) if leaves > now => Some(Verdict::Wait { until: leaves, useful_until }),
        Some(_) if is_behind(conn, mail, now)? => Some(Verdict::Wait { until: now.plus_seconds(BEHIND), useful_until }),
        Some(_) => None,
    })
}

/// Whole hours, begun ones too: one that was asked for by hand leaves at another time than its occasion says.
fn hours_until(starts_at: Stamp, now: Stamp) -> u16 {
    let seconds = u64::try_from(starts_at.seconds() - now.seconds()).unwrap_or_default();
    u16::try_from(seconds.div_ceil(3600)).unwrap_or(u16::MAX)
}

fn what(kind: MailKind, former: Option<LocalTime>, hours_before: u16) -> What {
    match kind {
        MailKind::Change => What::Change { former },
        MailKind::Cancellation => What::Cancellation,
        MailKind::Reminder => What::Reminder { hours_before },
        MailKind::Missed => What::Missed,
        MailKind::Confirmation | MailKind::AddressCode => What::Confirmation,
    }
}

/// The page for an answer, and where all mail is stopped.
fn links(core: &Core, neutral: &Neutral, mail: &MailRow) -> ApiResult<(Link, Link)> {
    let (origin, token) = (&neutral.origin, link_token(&core.keys, mail.id));
    let link = |text: String| Link::parse(&text).map_err(ApiError::internal);
    Ok((link(page_address(origin, &token))?, link(stop_address(origin, &token))?))
}

fn entry(core: &Core, appointment: &AppointmentRow) -> ApiResult<Entry> {
    Ok(Entry {
        uid: Token::parse(&calendar_uid(&core.keys, appointment.id)).map_err(ApiError::internal)?,
        sequence: appointment.sequence,
        zone: when::zone(&appointment.zone()?).map_err(ApiError::internal)?,
        minutes: appointment.minutes(),
    })
}

fn finish(core: &Core, mail: &MailRow, standing: &Standing, body: Body, end: Stamp, now: Stamp) -> ApiResult<Verdict> {
    let (Some((contact, to)), Some(language)) = (standing.address.clone(), standing.language) else {
        return Ok(Verdict::Drop(Refusal::NoAddress));
    };
    let (sent_to, useful_until) = (sent_to(&core.keys, mail.id, &to), standing.windows.useful_until(end));
    let name = mail.message_token().ok_or_else(|| ApiError::internal("a mail that nobody claimed"))?;
    let message = message(core, &name, standing, to, language, body, now)?;
    Ok(Verdict::Send(Box::new(Letter { message, name, contact, sent_to, useful_until })))
}

fn message(
    core: &Core,
    name: &str,
    standing: &Standing,
    to: EmailAddress,
    language: MailLanguage,
    body: Body,
    now: Stamp,
) -> ApiResult<Message> {
    let neutral = core.settings.neutral().map_err(ApiError::internal)?;
    let envelope = Envelope {
        from: neutral.from,
        sender: standing.sender.clone(),
        to,
        subject: standing.subject.clone(),
        message_id: Token::parse(name).map_err(ApiError::internal)?,
        date: now,
        domain: neutral.domain,
    };
    compose(&envelope, &Content { language, body }).map_err(ApiError::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_is_as_far_ahead_as_it_is_when_it_leaves() {
        let now = Stamp::from_micros(1_795_000_000_000_000);
        for (seconds, hours) in
            [(-60, 0), (7_100, 2), (86_400, 24), (14 * 86_400, 336), (i64::from(u32::MAX), u16::MAX)]
        {
            assert_eq!(hours_until(now.plus_seconds(seconds), now), hours, "{seconds}");
        }
    }
}
