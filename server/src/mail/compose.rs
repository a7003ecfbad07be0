//! Makes the mail that goes to the mail server.
//!
//! **Parts.** Plain text and HTML are alternatives. The calendar file of level 3 is not a third alternative but an
//! attachment beside them (`multipart/mixed`): programs take a calendar among the alternatives for an invitation and put it
//! into the calendar, perhaps a shared one, before anybody has read it. As a file it is taken in when the person wants it.
//! Only Gmail needs the alternative, and that to change entries in place, which it does for invitations alone.
//!
//! **The same mail again is the same bytes**, boundaries included: made anew after a crash it can be told to be the same.

use std::time::{Duration, SystemTime};

use lettre::{
    Address, Message,
    address::AddressError,
    message::{
        Attachment, Body, Mailbox, MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, ContentTypeErr, Header, HeaderName, HeaderValue},
    },
};
use thiserror::Error;
use yaninda_shared::values::{EmailAddress, Stamp};

use super::{Content, Envelope, Words, calendar, place, word};

/// Why there is no mail. Says nothing about whom it was for.
#[derive(Debug, Error)]
pub enum ComposeError {
    #[error("the sender's address is not one of the mail domain")]
    ForeignSender,
    #[error("an address cannot stand in a mail")]
    Address(#[from] AddressError),
    #[error("a part cannot be made")]
    Part(#[from] ContentTypeErr),
    #[error("the mail cannot be put together")]
    Message(#[from] lettre::error::Error),
}

/// The whole mail. Errors: a sender outside the mail domain, or an address that mail knows no form for.
pub fn compose(envelope: &Envelope, content: &Content) -> Result<Message, ComposeError> {
    if !envelope.domain.has(&envelope.from) {
        return Err(ComposeError::ForeignSender);
    }
    let words = word(content, envelope.subject.as_ref());
    let id = envelope.message_id.as_str();
    let sender = envelope.sender.as_ref().map(|phrase| phrase.as_str().to_owned());
    let mut builder = Message::builder()
        .date(instant(envelope.date))
        .from(Mailbox::new(sender, address(&envelope.from)?))
        .to(Mailbox::new(None, address(&envelope.to)?))
        .subject(words.subject.clone())
        .message_id(Some(format!("<{id}@{}>", envelope.domain.as_str())))
        // Holidays and mailing lists are not to answer.
        .header(AutoSubmitted("auto-generated".to_owned()));
    if let Some(reply) = content.reply() {
        builder = builder
            .header(ListUnsubscribe(format!("<{}>", reply.stop.as_str())))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
    }
    let words = alternatives(id, words);
    let Some((occasion, entry)) = content.entry() else { return Ok(builder.multipart(words)?) };
    let place = content.reply().and_then(|reply| reply.place.as_ref()).map(|words| place(content.language, words));
    let file = calendar::write(envelope, content.language, occasion, entry, place.as_deref());
    let kind = ContentType::parse(&format!("text/calendar; method={}; charset=utf-8", file.method))?;
    let part = Attachment::new("calendar.ics".to_owned()).body(in_base64(file.text), kind);
    Ok(builder.multipart(MultiPart::mixed().boundary(format!("=_{id}.m")).multipart(words).singlepart(part))?)
}

fn alternatives(id: &str, words: Words) -> MultiPart {
    MultiPart::alternative()
        .boundary(format!("=_{id}.a"))
        .singlepart(SinglePart::plain(words.text))
        .singlepart(SinglePart::html(words.html))
}

/// Line ends and folds of a calendar file arrive as they were written.
fn in_base64(text: String) -> Body {
    let encoding = ContentTransferEncoding::Base64;
    Body::new_with_encoding(text, encoding).unwrap_or_else(|bytes| Body::dangerous_pre_encoded(bytes, encoding))
}

fn address(address: &EmailAddress) -> Result<Address, AddressError> {
    address.as_str().parse()
}

fn instant(at: Stamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_micros(at.micros().unsigned_abs())
}

/// A header that lettre has no type for.
macro_rules! header {
    ($($type:ident $name:literal;)+) => { $(
        #[derive(Clone)]
        struct $type(String);

        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    )+ };
}

header! {
    AutoSubmitted "Auto-Submitted";
    ListUnsubscribe "List-Unsubscribe";
    ListUnsubscribePost "List-Unsubscribe-Post";
}
