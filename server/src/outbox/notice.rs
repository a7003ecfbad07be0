//! What a mail server says about a mail that it could not deliver after all (RFC 3464). Everything but what is read here is
//! left alone: it was written elsewhere.

use std::collections::HashSet;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// Parts that are looked into, and ids that are looked up: a notice has few of either.
const MOST: usize = 20;

/// What a notice said.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Notice {
    /// It will never be delivered, because of the address.
    pub hard: bool,
    /// Whose mail it may be about: what stands before the `@` of Message-IDs.
    pub tokens: Vec<String>,
    /// Addresses that failed.
    pub recipients: HashSet<String>,
}

/// Reads a notice that a mail was not delivered and will not be, as a mail server hands it on; nothing if it is none.
pub(super) fn read(raw: &[u8]) -> Option<Notice> {
    let message = MessageParser::default().parse(raw)?;
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
        read(text.as_bytes())
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
