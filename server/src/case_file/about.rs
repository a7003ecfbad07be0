//! Who the person is, what is recorded of what happened to them, and how their case stands.

use yaninda_shared::cases::IdentityNumber;

use super::{
    gather::Gathered,
    lay::{facts, text},
    tongue::Tongue,
};
use crate::papers::Block;

/// How the case stands. The code name is not on the paper: it is there so that nobody need say the name beside it.
pub(super) fn case(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let mut blocks = vec![Block::Heading { text: tongue.say("file-case") }];
    blocks.extend(facts(
        tongue,
        vec![
            ("file-number", Some(case.number.clone())),
            ("file-state", Some(tongue.label("case_status", case.status.as_str()))),
            ("file-opened-on", Some(tongue.date(case.opened_on))),
            ("file-closed-on", case.closed_on.map(|day| tongue.date(day))),
            ("file-close-reason", case.close_reason.map(|reason| tongue.label("close_reason", reason.as_str()))),
            ("file-last-contact-on", case.last_contact_on.map(|day| tongue.date(day))),
            ("file-risk", Some(tongue.label("risk", case.risk.as_str()))),
        ],
    ));
    blocks
}

/// Names, numbers, where they live.
pub(super) fn identity(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let (who, profile) = (&case.identity, &case.profile);
    let number = |one: &IdentityNumber| {
        let country =
            one.country.as_ref().map_or_else(String::new, |country| format!(" ({})", tongue.country(country.as_str())));
        format!("{}: {}{country}", one.kind.as_str(), one.number.as_str())
    };
    let numbers: Vec<String> = who.numbers.iter().map(number).collect();
    let codes = |codes: Vec<String>| (!codes.is_empty()).then(|| codes.join(tongue.comma()));
    facts(
        tongue,
        vec![
            ("file-given-names", who.given_names.as_ref().map(|name| name.as_str().to_owned())),
            ("file-family-names", who.family_names.as_ref().map(|name| name.as_str().to_owned())),
            ("file-other-names", who.other_names.as_ref().map(|name| name.as_str().to_owned())),
            ("file-birth-date", who.birth_date.map(|day| tongue.date(day))),
            ("file-birth-year", profile.birth_year.map(|year| year.to_string())),
            ("file-sex", profile.sex.map(|sex| tongue.label("sex", sex.as_str()))),
            ("file-gender", profile.gender.map(|gender| tongue.label("gender", gender.as_str()))),
            (
                "file-nationalities",
                codes(profile.nationalities.iter().map(|code| tongue.country(code.as_str())).collect()),
            ),
            ("file-languages", codes(profile.languages.iter().map(|tag| tag.as_str().to_owned()).collect())),
            ("file-protection", profile.protection.map(|status| tongue.label("protection", status.as_str()))),
            ("file-phone", who.phone.as_ref().map(|phone| phone.as_str().to_owned())),
            ("file-email", who.email.as_ref().map(|email| email.as_str().to_owned())),
            ("file-address", who.address.as_ref().map(|address| address.as_str().to_owned())),
            ("file-numbers", (!numbers.is_empty()).then(|| numbers.join("\n"))),
            ("file-children", positive(profile.dependants.children)),
            ("file-adults", positive(profile.dependants.adults)),
        ],
    )
}

fn positive(count: u8) -> Option<String> {
    (count > 0).then(|| count.to_string())
}

/// What is recorded of what happened.
pub(super) fn happened(case: &Gathered, tongue: &Tongue) -> Vec<Block> {
    let profile = &case.profile;
    let found = &profile.identification;
    facts(
        tongue,
        vec![
            (
                "file-status",
                profile.trafficking_status.map(|status| tongue.label("trafficking_status", status.as_str())),
            ),
            ("file-identified-on", found.on.map(|day| tongue.date(day))),
            ("file-identified-by", found.org.map(|org| tongue.label("decision_org", org.as_str()))),
            ("file-authority", Some(text(found.authority.as_ref()))),
            ("file-unit", Some(text(found.unit.as_ref()))),
            ("file-referred-by", Some(text(found.referral_source.as_ref()))),
            (
                "file-exploitation",
                Some(tongue.labels("exploitation", profile.exploitation.iter().map(|one| one.as_str()))),
            ),
            ("file-control", Some(tongue.labels("control", profile.control.iter().map(|one| one.as_str())))),
        ],
    )
}
