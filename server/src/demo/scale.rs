//! Many cases for measuring: ten services each, sixty cases a worker, in bounded memory. One person in five is written to.

use yaninda_shared::{
    cases::{CaseStatus, Identity, Profile, Risk, SafeContact, Wording},
    contacts::Channel,
    ids::UserId,
    mail::MailLanguage,
    values::{CodeName, Country, LanguageTag, NaiveDate, Name},
};

use super::{
    aims::usual,
    case::{Planned, consent, email},
    people,
    plan::{draft, good, shift},
    write_rating::one,
};
use crate::{
    problem::ApiResult,
    random::{Random, bytes},
};

/// Cases a worker has.
pub(super) const CASELOAD: u64 = 60;

const CODES: [&str; 14] = [
    "HOU.rent",
    "PSY.individual",
    "EDU.turkish",
    "MED.gp",
    "BAS.food",
    "LEG.advice",
    "CMG.phone",
    "CAS.monthly",
    "TRA.local",
    "EMP.matching",
    "INT.interpreting",
    "RES.residence_permit",
    "DOC.identity_card",
    "CHI.childcare",
];

const STATUSES: [CaseStatus; 6] = [
    CaseStatus::Intake,
    CaseStatus::Assessment,
    CaseStatus::Plan,
    CaseStatus::Implementation,
    CaseStatus::Implementation,
    CaseStatus::FollowUp,
];

fn pick<T>(all: &[T], at: u32) -> Option<&T> {
    all.get(usize::try_from(at).unwrap_or(0) % all.len().max(1))
}

/// Plans the case with this number.
pub(super) fn case(ids: &dyn Random, number: u64, worker: UserId, today: NaiveDate) -> ApiResult<Planned> {
    let salt = u32::from_be_bytes(bytes::<4>(ids));
    let opened_on = shift(today, -i64::from(30 + salt % 800));
    // Names are put together from the invented ones, so that search has something to tell apart.
    let given = pick(people::ALL, salt >> 3);
    let family = pick(people::ALL, salt >> 9);
    let plant = pick(people::ALL, salt >> 15).map_or("Deniz", |person| person.code_name);
    let country = given.map_or("TR", |person| person.country);
    let language = good(LanguageTag::parse(given.map_or("tr", |person| person.language)))?;
    let span = u32::try_from(today.signed_duration_since(opened_on).num_days()).unwrap_or(30).max(1);
    let mut entries = Vec::with_capacity(10);
    for index in 0..10_u32 {
        let spread = salt.rotate_left(index * 3);
        let day = shift(opened_on, i64::from(spread % span));
        if let Some(code) = pick(&CODES, spread >> 5) {
            entries.push(draft(code, day, today, spread % 10_000)?);
        }
    }
    let written_to = number.is_multiple_of(5);
    let safe_contact = SafeContact {
        language: pick(MailLanguage::ALL, salt >> 6)
            .map(|language| good(LanguageTag::parse(language.as_str())))
            .transpose()?,
        wording: Wording::Place,
        channel: Some(Channel::Email),
        last_confirmed_on: Some(today),
        ..SafeContact::default()
    };
    Ok(Planned {
        code_name: good(CodeName::parse(&format!("{plant} {number}")))?,
        status: pick(&STATUSES, salt >> 21).copied().unwrap_or(CaseStatus::Intake),
        risk: [Risk::Standard, Risk::Raised, Risk::High].get((salt % 3) as usize).copied().unwrap_or(Risk::Standard),
        worker: Some(worker),
        author: worker,
        opened_on,
        closed: None,
        profile: Profile {
            nationalities: vec![good(Country::parse(country))?],
            languages: vec![language.clone()],
            sex: given.map(|person| person.sex),
            ..Profile::default()
        },
        safe_contact: if written_to { safe_contact } else { SafeContact::default() },
        identity: Identity {
            given_names: given.map(|person| good(Name::parse(person.given))).transpose()?,
            family_names: family.map(|person| good(Name::parse(person.family))).transpose()?,
            ..Identity::default()
        },
        consent: consent(language, opened_on, written_to)?,
        steps: Vec::new(),
        contacts: if written_to { vec![email(&format!("person{number}"), today)?] } else { Vec::new() },
        entries,
        notes: Vec::new(),
        meetings: Vec::new(),
        aims: usual(opened_on, today, salt),
        assessments: vec![
            one(opened_on, 0, salt)?,
            one(shift(today, -i64::from(span.min(salt % 80))), 1, salt.rotate_left(7))?,
        ],
    })
}
