//! How the person is reached, and what they agreed to.

use yaninda_shared::{
    consents::ConsentRecord,
    contacts::{Channel, ContactRecord},
};

use super::{
    gather::Gathered,
    lay::{facts, table},
    tongue::Tongue,
};
use crate::papers::Block;

/// Ways to reach them, and the rules for it. Somebody they are reached through is not named.
pub(super) fn contacts(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let rules = &case.safe_contact;
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let mut blocks = facts(
        tongue,
        vec![
            ("file-channel", rules.channel.map(|channel| tongue.label("channel", channel.as_str()))),
            ("file-hours", rules.hours.map(|hours| format!("{}–{}", clock(hours.from), clock(hours.to)))),
            ("file-read-by", Some(tongue.label("read_by", rules.read_by.as_str()))),
            ("file-wording", Some(tongue.label("wording", rules.wording.as_str()))),
            ("file-confirmed-on", rules.last_confirmed_on.map(|day| tongue.date(day))),
        ],
    );
    let row = |one: &ContactRecord| {
        let value = match one.draft.channel {
            Channel::ThroughPerson => tongue.say("file-somebody"),
            _ => one.draft.value.as_str().to_owned(),
        };
        vec![
            tongue.label("channel", one.draft.channel.as_str()),
            value,
            tongue.yes(one.draft.safe),
            tongue.maybe(one.draft.last_confirmed_on.max(one.proven_on)),
        ]
    };
    let head = ["file-what", "file-address-or-number", "file-safe", "file-confirmed-on"];
    blocks.extend(table(tongue, &head, case.contacts.iter().map(row).collect()));
    blocks
}

/// Each agreement; the interpreter is not named.
pub(super) fn consents(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let row = |one: &ConsentRecord| {
        vec![
            tongue.date(one.draft.given_on),
            tongue.labels("consent_scope", one.draft.scope.iter().map(|scope| scope.as_str())),
            one.draft.purpose.as_str().to_owned(),
            tongue.label("consent_by", one.draft.given_by.as_str()),
            tongue.maybe(one.withdrawn_on),
        ]
    };
    let head = ["file-day", "file-agreed-to", "file-purpose", "file-given-by", "file-withdrawn-on"];
    table(tongue, &head, case.consents.iter().map(row).collect())
}
