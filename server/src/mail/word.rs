//! Puts a mail into words: what is said, in which order, at which level. How it looks is [`super::plain`] and [`super::html`].

use yaninda_shared::{
    appointments::AppointmentPlace,
    mail::MailLanguage,
    values::{LocalTime, NeutralPhrase},
};

use super::{AddressCode, Body, Content, Level, Link, Occasion, Reply, What, html, plain};
use crate::words::{dates, say};

/// Longest time ahead at which a weekday alone is clear, in hours: six days. On the seventh it would be today's name.
const WEEKDAY_IS_CLEAR: u16 = 144;

/// A mail in words. The plain text is complete in itself; the HTML says the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub subject: String,
    /// Lines end with a line feed.
    pub text: String,
    pub html: String,
}

/// Something that is said, and with how much weight.
pub(super) enum Line {
    /// A sentence.
    Said(String),
    /// What the reader should see first: day and time, or a code.
    Main(String),
    /// What is beside the point.
    Aside(String),
    /// The place, which may be written in another script than the rest.
    Place(String),
    /// The one link, behind this label.
    Link(String, Link),
}

/// Lines that belong together.
pub(super) type Paragraph = Vec<Line>;

/// The words of a mail: its subject is the office's own, or day and time, of which it says where they do not hold any more:
/// whoever reads no further must not come for nothing.
#[must_use]
pub fn word(content: &Content, subject: Option<&NeutralPhrase>) -> Words {
    let language = content.language;
    let paragraphs = match &content.body {
        Body::AddressCode(code) => address_code(language, code),
        Body::Appointment(occasion, Level::TimeOnly) => vec![vec![Line::Said(one_line(language, occasion))]],
        Body::Appointment(occasion, Level::Place(reply)) => letter(language, occasion, reply, None),
        Body::Appointment(occasion, Level::Calendar(reply, _)) => {
            letter(language, occasion, reply, calendar(language, occasion))
        }
    };
    let subject = match (subject, &content.body) {
        (Some(phrase), _) => phrase.as_str().to_owned(),
        (None, Body::AddressCode(_)) => say(language, "mail-code-subject", &[]),
        (None, Body::Appointment(occasion, _)) => match occasion.what {
            What::Change { .. } | What::Cancellation => one_line(language, occasion),
            What::Confirmation | What::Reminder { .. } | What::Missed => short(language, occasion.starts),
        },
    };
    let text = plain::write(&paragraphs);
    let html = html::write(language, &subject, &paragraphs);
    Words { subject, text, html }
}

/// The words for a place.
#[must_use]
pub fn place(language: MailLanguage, place: &AppointmentPlace) -> String {
    match place {
        AppointmentPlace::Usual => say(language, "mail-place-usual", &[]),
        AppointmentPlace::Agreed => say(language, "mail-place-agreed", &[]),
        AppointmentPlace::Phone => say(language, "mail-place-phone", &[]),
        AppointmentPlace::Online => say(language, "mail-place-online", &[]),
        AppointmentPlace::Words(phrase) => phrase.as_str().to_owned(),
    }
}

fn one_line(language: MailLanguage, occasion: &Occasion) -> String {
    let when = match occasion.what {
        What::Reminder { hours_before } if hours_before <= WEEKDAY_IS_CLEAR => {
            let (weekday, time) = (dates::weekday(language, occasion.starts), dates::time(language, occasion.starts));
            say(language, "mail-soon", &[("weekday", &weekday), ("time", &time)])
        }
        _ => short(language, occasion.starts),
    };
    let key = match occasion.what {
        What::Confirmation => "mail-line-confirmation",
        What::Change { .. } => match occasion.former() {
            None => "mail-line-change",
            Some(former) => {
                let former = short(language, former);
                return say(language, "mail-line-new-time", &[("when", &when), ("former", &former)]);
            }
        },
        What::Cancellation => "mail-line-cancellation",
        What::Reminder { .. } => "mail-line-reminder",
        What::Missed => "mail-line-missed",
    };
    say(language, key, &[("when", &when)])
}

fn letter(language: MailLanguage, occasion: &Occasion, reply: &Reply, calendar: Option<Line>) -> Vec<Paragraph> {
    let say = |key| say(language, key, &[]);
    let lead = match occasion.what {
        What::Confirmation => "mail-lead-confirmation",
        What::Change { .. } => "mail-lead-change",
        What::Cancellation => "mail-lead-cancellation",
        What::Reminder { .. } => "mail-lead-reminder",
        What::Missed => "mail-lead-missed",
    };
    let answer = match occasion.what {
        What::Confirmation | What::Change { .. } | What::Reminder { .. } => "mail-answer",
        What::Cancellation | What::Missed => "mail-another",
    };
    let mut facts = vec![Line::Main(long(language, occasion.starts))];
    if let Some(former) = occasion.former() {
        let former = long(language, former);
        facts.push(Line::Aside(self::say(language, "mail-former", &[("when", &former)])));
    }
    // Nobody is to come to what is cancelled or over.
    let still = !matches!(occasion.what, What::Cancellation | What::Missed);
    facts.extend(reply.place.as_ref().filter(|_| still).map(|words| Line::Place(place(language, words))));
    let mut closing = vec![Line::Aside(say(answer))];
    closing.extend(calendar);
    closing.push(Line::Aside(say("mail-delete")));
    vec![
        vec![Line::Said(say("mail-hello"))],
        vec![Line::Said(say(lead))],
        facts,
        vec![Line::Link(say("mail-open"), reply.link.clone())],
        closing,
    ]
}

fn calendar(language: MailLanguage, occasion: &Occasion) -> Option<Line> {
    let key = match occasion.what {
        What::Confirmation | What::Reminder { .. } => "mail-calendar",
        // Many programs keep the entry as it was, and its alarm.
        What::Change { .. } | What::Cancellation => "mail-calendar-old",
        What::Missed => return None,
    };
    Some(Line::Aside(say(language, key, &[])))
}

fn address_code(language: MailLanguage, code: &AddressCode) -> Vec<Paragraph> {
    let say = |key| say(language, key, &[("code", code.as_str())]);
    vec![
        vec![Line::Main(say("mail-code-line"))],
        vec![Line::Aside(say("mail-code-use")), Line::Aside(say("mail-delete"))],
    ]
}

fn short(language: MailLanguage, at: LocalTime) -> String {
    let (day, time) = (dates::short_day(language, at), dates::time(language, at));
    say(language, "mail-when", &[("day", &day), ("time", &time)])
}

fn long(language: MailLanguage, at: LocalTime) -> String {
    let (day, time) = (dates::day(language, at), dates::time(language, at));
    say(language, "mail-when", &[("day", &day), ("time", &time)])
}
