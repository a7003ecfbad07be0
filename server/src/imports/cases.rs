//! A row that is a case.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use yaninda_shared::{
    cases::{
        CODE_NAMES, CaseDraft, CaseStatus, CloseReason, Identity, IdentityNumber, Profile, Risk, SafeContact, Sex,
    },
    consents::{ConsentBy, ConsentDraft, ConsentScope},
    ids::{CaseId, ConsentId},
    imports::{ImportField, Trouble},
    problem::FieldError,
    values::{
        CodeName, Country, EmailAddress, LanguageTag, LongText, NaiveDate, Name, PhoneNumber, ShortText, ValueError,
        plain_digits,
    },
};

use super::line::Reader;
use crate::{
    access::{InOffice, Reading},
    cases::{Sameness, Standing, tokens::unscoped_matches},
    problem::ApiResult,
    users::row::email_token,
};

/// A case that is ready to go in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ReadyCase {
    pub id: CaseId,
    pub draft: CaseDraft,
    pub standing: Standing,
}

/// What rows further up have said.
#[derive(Default)]
pub(super) struct SeenCases {
    people: HashMap<Sameness, u32>,
    code_names: HashSet<String>,
    drawn: usize,
}

/// Reads a case. Without an answer something is wrong with the row.
pub(super) fn read(
    reading: &mut Reading<'_, InOffice>,
    row: &mut Reader<'_>,
    seen: &mut SeenCases,
    ids: (CaseId, ConsentId),
) -> ApiResult<Option<ReadyCase>> {
    let standing = standing(reading, row);
    let opened_on = row.needed_day(ImportField::OpenedOn);
    let (identity, profile) = (identity(row), profile(row));
    let risk = row.word(ImportField::Risk, Risk::from_code).unwrap_or(Risk::Standard);
    let given_on = row.day(ImportField::ConsentOn);
    let code_name = code_name(row, seen, standing.status.is_open());
    let same = Sameness::of(&identity, &profile);
    let (Some(opened_on), Some(code_name), Some(terms)) = (opened_on, code_name, row.known.mapping.consent.clone())
    else {
        doubles(reading, row, seen, same)?;
        return Ok(None);
    };
    let language = profile.languages.first().cloned().unwrap_or(terms.language);
    let consent = ConsentDraft {
        given_by: ConsentBy::Person,
        scope: vec![ConsentScope::Services, ConsentScope::DataKept],
        purpose: terms.purpose,
        language,
        given_on: given_on.unwrap_or(opened_on),
        interpreter: None,
        note: None,
    };
    check_days(row, &standing, opened_on, &identity);
    let draft = CaseDraft {
        code_name,
        risk,
        opened_on,
        profile,
        safe_contact: SafeContact::default(),
        identity: (identity != Identity::default()).then_some(identity),
        consent_id: Some(ids.1),
        consent: Some(consent),
        referral: None,
    };
    if let Err(errors) = draft.check_open(row.known.today) {
        errors.iter().for_each(|error| blame(row, error));
    }
    doubles(reading, row, seen, same)?;
    Ok(Some(ReadyCase { id: ids.0, draft, standing }))
}

fn standing(reading: &Reading<'_, InOffice>, row: &mut Reader<'_>) -> Standing {
    let closed_on = row.day(ImportField::ClosedOn);
    let status = row.word(ImportField::CaseStatus, CaseStatus::from_code);
    let status = status.unwrap_or(if closed_on.is_some() { CaseStatus::Closed } else { CaseStatus::Intake });
    let reason = row.word(ImportField::CloseReason, CloseReason::from_code);
    let worker = row.parsed(ImportField::Worker, EmailAddress::parse).and_then(|address| {
        let found = row.known.workers.get(&email_token(&reading.core.keys, &address)).copied();
        if found.is_none() {
            row.refuse(ImportField::Worker, Trouble::UnknownWorker);
        }
        found
    });
    if status.is_open() {
        if closed_on.is_some() {
            row.refuse(ImportField::ClosedOn, Trouble::CaseClosed);
        }
        return Standing { status, worker, closed_on: None, close_reason: None };
    }
    if closed_on.is_none() {
        row.refuse(ImportField::ClosedOn, Trouble::Missing);
    }
    Standing { status, worker, closed_on, close_reason: Some(reason.unwrap_or(CloseReason::Other)) }
}

fn profile(row: &mut Reader<'_>) -> Profile {
    Profile {
        sex: row.word(ImportField::Sex, Sex::from_code),
        birth_year: row
            .parsed(ImportField::BirthYear, |text| plain_digits(text).parse().map_err(|_| ValueError::ImpossibleDate)),
        nationalities: row.codes(ImportField::Nationality, |code| Country::parse(&code.to_ascii_uppercase())),
        languages: row.codes(ImportField::Languages, |code| LanguageTag::parse(&code.to_ascii_lowercase())),
        summary: row.parsed(ImportField::Summary, LongText::parse),
        ..Profile::default()
    }
}

fn identity(row: &mut Reader<'_>) -> Identity {
    let reference = row.parsed(ImportField::Reference, ShortText::parse);
    let column = row.known.columns.get(&ImportField::Reference);
    let header = column.and_then(|at| row.known.headers.get(usize::from(*at)));
    let kind = header.and_then(|header| ShortText::parse(header).ok());
    let numbers = reference.zip(kind).map(|(number, kind)| IdentityNumber { kind, number, country: None });
    Identity {
        given_names: row.parsed(ImportField::GivenNames, Name::parse),
        family_names: row.parsed(ImportField::FamilyNames, Name::parse),
        other_names: row.parsed(ImportField::OtherNames, Name::parse),
        birth_date: row.day(ImportField::BirthDate),
        phone: row.parsed(ImportField::Phone, read_phone),
        email: row.parsed(ImportField::Email, EmailAddress::parse),
        address: None,
        numbers: numbers.into_iter().collect(),
    }
}

/// A phone number; a spreadsheet that took it for a number has lost its plus or its zero.
fn read_phone(text: &str) -> Result<PhoneNumber, ValueError> {
    let digits: String = plain_digits(text).chars().filter(char::is_ascii_digit).collect();
    let bare = !text.trim_start().starts_with(['+', '0']);
    match digits.len() {
        10 if bare && digits.starts_with('5') => PhoneNumber::parse(&format!("0{digits}")),
        12 if bare && digits.starts_with("905") => PhoneNumber::parse(&format!("+{digits}")),
        _ => PhoneNumber::parse(text),
    }
}

/// The name that stands there, or one that is drawn. No two open cases have the same.
fn code_name(row: &mut Reader<'_>, seen: &mut SeenCases, open: bool) -> Option<CodeName> {
    let given = row.text(ImportField::CodeName);
    let Some(text) = given else { return draw(row, seen) };
    let name = match CodeName::parse(&text) {
        Ok(name) => name,
        Err(why) => {
            row.refuse(ImportField::CodeName, why.into());
            return None;
        }
    };
    if open {
        let why = if row.known.code_names.contains(name.as_str()) {
            Some(Trouble::NameTaken)
        } else {
            (!seen.code_names.insert(name.as_str().to_owned())).then_some(Trouble::NameTwice)
        };
        if let Some(why) = why {
            row.refuse(ImportField::CodeName, why);
            return None;
        }
    }
    Some(name)
}

fn draw(row: &Reader<'_>, seen: &mut SeenCases) -> Option<CodeName> {
    loop {
        let name = CODE_NAMES.get(seen.drawn % CODE_NAMES.len())?;
        let round = seen.drawn / CODE_NAMES.len();
        let name = if round == 0 { (*name).to_owned() } else { format!("{name} {}", round + 1) };
        seen.drawn += 1;
        if !row.known.code_names.contains(&name) && seen.code_names.insert(name.clone()) {
            return CodeName::parse(&name).ok();
        }
    }
}

fn check_days(row: &mut Reader<'_>, standing: &Standing, opened_on: NaiveDate, identity: &Identity) {
    if standing.closed_on.is_some_and(|closed| closed < opened_on) {
        row.refuse(ImportField::ClosedOn, Trouble::BeforeOpening);
    }
    if standing.closed_on.is_some_and(|closed| closed > row.known.today) {
        row.refuse(ImportField::ClosedOn, Trouble::InTheFuture);
    }
    if identity.birth_date.is_some_and(|born| opened_on < born) {
        row.refuse(ImportField::OpenedOn, Trouble::BeforeBirth);
    }
}

/// Puts what the draft's own check refused at its column.
fn blame(row: &mut Reader<'_>, error: &FieldError) {
    let field = match error.field.as_str() {
        "opened_on" => ImportField::OpenedOn,
        "profile.birth_year" => ImportField::BirthYear,
        "profile.nationalities" => ImportField::Nationality,
        "profile.languages" => ImportField::Languages,
        "identity.birth_date" => ImportField::BirthDate,
        _ => ImportField::ConsentOn,
    };
    let why = ValueError::ALL.iter().find(|why| why.to_string() == error.code);
    row.refuse(field, why.map_or(Trouble::UnknownValue, |why| (*why).into()));
}

/// Looks for the person among the rows before and the cases of the office.
fn doubles(
    reading: &mut Reading<'_, InOffice>,
    row: &mut Reader<'_>,
    seen: &mut SeenCases,
    same: Vec<Sameness>,
) -> ApiResult<()> {
    let (core, office) = (reading.core, reading.caller.office);
    let mut found: Vec<CaseId> = core.names.look(reading.conn, &core.keys, office, |names| {
        same.iter().flat_map(|what| names.same(what)).copied().collect()
    })?;
    for what in &same {
        // Numbers of contacts and documents have tokens only.
        if let Sameness::Number(exact) = what {
            found.extend(unscoped_matches(reading.conn, &core.keys, office, exact)?);
        }
    }
    if let Some(case) = found.first().and_then(|id| row.known.cases.get(id)) {
        row.double(Trouble::SameAsCase, case.number.clone());
    }
    if let Some(before) = same.iter().find_map(|what| seen.people.get(what)) {
        row.double(Trouble::SameAsRow, before.to_string());
    }
    let number = row.row();
    for what in same {
        seen.people.entry(what).or_insert(number);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_lost_their_beginning_are_phone_numbers_still() {
        for text in ["5550001122", "905550001122", "0555 000 11 22", "+90 555 000 11 22"] {
            assert_eq!(read_phone(text).map(String::from), Ok("+905550001122".to_owned()), "{text}");
        }
        assert!(read_phone("12345").is_err());
    }
}
