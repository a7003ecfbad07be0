//! Mail that came back: what a mail server says about one that it could not deliver after all (RFC 3464).
//!
//! Which of ours it was is told by its Message-ID, in what the notice returns of it; whose address failed by the notice
//! too, held against the addresses of that case. Everything else about the notice is left alone: it was written elsewhere.

use std::collections::HashSet;

use diesel::prelude::*;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use yaninda_shared::{
    audit::AuditAction,
    contacts::Channel,
    ids::{ContactId, MailId, OfficeId},
    mail::{MailKind, MailState, Refusal},
};

use super::{
    address::{Candidate, candidates},
    fail::address_failed,
    occasion::stands,
    plan::remind_after,
    render::appointment,
    row::MailRow,
    settle::{note, tell, write},
    token::link_hash_range,
};
use crate::{
    access::{Core, Unit},
    appointments::row::AppointmentRow,
    contacts::row::ContactRow,
    db::schema::{contacts, mails},
    problem::ApiResult,
};

/// Parts that are looked into, and ids that are looked up: a notice has few of either.
const MOST: usize = 20;

/// What a notice said.
#[derive(Debug, PartialEq, Eq)]
struct Notice {
    /// It will never be delivered, because of the address.
    hard: bool,
    /// Whose mail it may be about: what stands before the `@` of Message-IDs.
    tokens: Vec<String>,
    /// Addresses that failed.
    recipients: HashSet<String>,
}

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
    let Some(notice) = MessageParser::default().parse(raw).and_then(|message| read(&message)) else {
        return Ok(Bounce::Ignored);
    };
    let Notice { hard, tokens, recipients } = notice;
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

/// The contact whose address failed: the one the notice names, or if it names nobody the one that would be written to. An
/// address that is none of ours was corrected since, or is where somebody has their mail passed on to: no other is to blame.
fn failed(unit: &mut impl Unit, mail: &MailRow, recipients: &HashSet<String>) -> ApiResult<Option<ContactId>> {
    let key = unit.key_of(mail.case_id)?;
    let office = unit.office();
    let rows: Vec<ContactRow> = contacts::table
        .filter(contacts::office_id.eq(office))
        .filter(contacts::case_id.eq(mail.case_id))
        .filter(contacts::channel.eq(Channel::Email))
        .order(contacts::id)
        .load(unit.conn())?;
    let all = candidates(&rows, &key)?;
    let named = all.iter().find(|one| recipients.contains(one.address.as_str()));
    let written_to = || {
        let code = all.iter().find(|one| one.id.raw() == mail.subject_id);
        let proven = all.iter().filter(|one| one.safe && one.proven_on.is_some());
        code.or_else(|| proven.max_by_key(|one| (one.confirmed_on, std::cmp::Reverse(one.id))))
    };
    let found = if recipients.is_empty() { written_to() } else { named };
    Ok(found.map(|one: &Candidate| one.id))
}

/// Reads a notice that a mail was not delivered and will not be; nothing if the mail is none.
fn read(message: &Message<'_>) -> Option<Notice> {
    let parts = || message.parts.iter().take(MOST);
    let report =
        parts().find(|part| is(part, "message", "delivery-status") || is(part, "message", "global-delivery-status"))?;
    let status = text(report)?;
    let (mut lost, mut hard) = (false, false);
    let mut recipients = HashSet::new();
    // The first group is about the mail, each further one about one recipient.
    for group in groups(&status) {
        let field =
            |name: &str| group.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str());
        let failed = field("action").is_some_and(|action| action.eq_ignore_ascii_case("failed"));
        let for_good = field("status").is_none_or(|status| status.starts_with('5'));
        if failed {
            lost = true;
            hard |= for_good;
            let named = ["original-recipient", "final-recipient"].into_iter().filter_map(field);
            recipients.extend(named.map(|named| {
                let address = named.split_once(';').map_or(named, |(_, address)| address);
                address.trim().trim_matches(['<', '>']).to_ascii_lowercase()
            }));
        }
    }
    if !lost {
        return None;
    }
    let mut tokens = Vec::new();
    for part in parts() {
        match &part.body {
            PartType::Message(returned) => tokens.extend(returned.message_id().map(token)),
            _ if is(part, "text", "rfc822-headers") || is(part, "message", "rfc822-headers") => {
                let headers = text(part).unwrap_or_default();
                let returned = MessageParser::default().parse_headers(headers.as_bytes());
                tokens.extend(returned.as_ref().and_then(Message::message_id).map(token));
            }
            _ => {}
        }
    }
    // Some return nothing of the mail and answer to it instead.
    if tokens.is_empty() {
        for named in [message.in_reply_to(), message.references()] {
            tokens.extend(named.as_text_list().into_iter().flatten().map(|id| token(id)));
        }
    }
    tokens.truncate(MOST);
    Some(Notice { hard, tokens, recipients })
}

/// What stands before the `@`.
fn token(id: &str) -> String {
    id.trim_matches(['<', '>']).split('@').next().unwrap_or_default().to_ascii_lowercase()
}

fn is(part: &MessagePart<'_>, kind: &str, subtype: &str) -> bool {
    part.content_type().is_some_and(|found| {
        found.ctype().eq_ignore_ascii_case(kind)
            && found.subtype().is_some_and(|found| found.eq_ignore_ascii_case(subtype))
    })
}

fn text(part: &MessagePart<'_>) -> Option<String> {
    match &part.body {
        PartType::Text(text) | PartType::Html(text) => Some(text.to_string()),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        PartType::Message(_) | PartType::Multipart(_) => None,
    }
}

/// Fields in groups with empty lines between them.
fn groups(text: &str) -> Vec<Vec<(String, String)>> {
    let mut groups = vec![Vec::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            groups.push(Vec::new());
        } else if let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with([' ', '\t']))
            && let Some(last) = groups.last_mut()
        {
            last.push((key.trim().to_owned(), value.trim().to_owned()));
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(status: &str, returned: &str) -> String {
        format!(
            "From: MAILER-DAEMON@mx.example\r\nTo: info@randevu.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n\
             Auto-Submitted: auto-replied\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\
             \r\n--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mx.example\r\nX-Postfix-Queue-ID: 123\r\n\r\n{status}\r\n\r\n--b\r\n{returned}\r\n--b--\r\n"
        )
    }

    const FAILED: &str = "Final-Recipient: rfc822; Her@Home.example\r\nOriginal-Recipient: rfc822;her@home.example\r\n\
                          Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user";
    const WHOLE: &str = "Content-Type: message/rfc822\r\n\r\nFrom: info@randevu.example\r\n\
                         Message-ID: <token1@randevu.example>\r\nSubject: x\r\n\r\nText";

    fn read_text(text: &str) -> Option<Notice> {
        MessageParser::default().parse(text.as_bytes()).and_then(|message| read(&message))
    }

    #[test]
    fn a_failure_names_the_mail_and_the_address() {
        let headers = WHOLE.replace("message/rfc822", "text/rfc822-headers");
        for returned in [WHOLE, &headers] {
            let found = read_text(&notice(FAILED, returned)).expect("a notice");
            assert_eq!(found.tokens, ["token1"]);
            assert!(found.hard && found.recipients.contains("her@home.example"));
        }
    }

    #[test]
    fn a_notice_without_the_mail_is_read_by_what_it_answers_to() {
        let bare = notice(FAILED, "Content-Type: text/plain\r\n\r\nno mail").replace(
            "Subject: Undelivered\r\n",
            "Subject: Undelivered\r\nIn-Reply-To: <token2@randevu.example>\r\nReferences: <token2@randevu.example>\r\n",
        );
        assert_eq!(read_text(&bare).expect("a notice").tokens, ["token2", "token2"]);
    }

    #[test]
    fn only_what_failed_for_good_is_the_fault_of_the_address() {
        let expired = FAILED.replace("5.1.1", "4.4.7");
        assert!(!read_text(&notice(&expired, WHOLE)).expect("a notice").hard);
        for action in ["delayed", "delivered", "relayed", "expanded"] {
            assert_eq!(read_text(&notice(&FAILED.replace("failed", action), WHOLE)), None, "{action}");
        }
    }

    #[test]
    fn what_is_no_notice_is_left_alone() {
        let holiday = "From: her@home.example\r\nSubject: Away\r\nAuto-Submitted: auto-replied\r\n\
                       In-Reply-To: <token1@randevu.example>\r\n\r\nI am away. Status: 5.1.1\r\nAction: failed\r\n";
        let read_it = FAILED.replace("Action: failed", "Disposition: displayed");
        for text in ["", "\r\n\r\n", "no mail at all", holiday, &notice(&read_it, WHOLE), &"--b\r\n".repeat(50_000)] {
            assert_eq!(read_text(text), None);
        }
    }
}
