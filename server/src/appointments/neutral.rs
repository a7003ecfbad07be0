//! Words that a mail may say: none of the names we know.

use std::collections::HashSet;

use diesel::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentDraft, AppointmentPlace},
    offices::OfficeDraft,
    text,
    values::{NeutralPhrase, ValueError},
};

use crate::{
    access::{Case, InOffice, Reading},
    db::schema::{offices, users},
    problem::{ApiError, ApiResult},
    users::row::UserRow,
};

/// Most accounts of an office whose names are held against the words.
const MOST: i64 = 1000;
/// Letters that a name has at least to be known with an ending: Turkish and Ukrainian ones take several.
const ENDING: usize = 4;

/// The form of the words was checked when they were parsed; here they are held against what tells something, the person,
/// their code name, the staff, the office, and the real place. Errors: 422 on `mail_place.words`.
pub(super) fn expect_neutral(reading: &mut Reading<'_, Case>, draft: &AppointmentDraft) -> ApiResult<()> {
    let Some(AppointmentPlace::Words(phrase)) = &draft.mail_place else { return Ok(()) };
    let mut known: HashSet<String> = HashSet::new();
    known.extend(draft.with_whom.iter().flat_map(|text| words(text.as_str())));
    known.extend(draft.place.iter().flat_map(|text| names_of_place(text.as_str())));
    let key = reading.case_key()?;
    let identity = reading.resource.row.identity(&key)?.unwrap_or_default();
    let names = [&identity.given_names, &identity.family_names, &identity.other_names].into_iter().flatten();
    names.for_each(|name| known.extend(words(name.as_str())));
    known.extend(words(&reading.resource.row.code_name));
    known.extend(of_office(reading)?);
    if names_one_of(phrase, &known) {
        return Err(ApiError::field("mail_place.words", ValueError::NotNeutral));
    }
    Ok(())
}

/// The sender's name and the subject of an office's mails name neither it, as it is called from now on, nor anybody in it.
/// Errors: 422 on `mail_sender` or `mail_subject`.
pub fn expect_neutral_office(reading: &mut Reading<'_, InOffice>, draft: &OfficeDraft) -> ApiResult<()> {
    let mut known: HashSet<String> = of_office(reading)?.into_iter().collect();
    known.extend(words(draft.name.as_str()));
    for (field, phrase) in [("mail_sender", &draft.mail_sender), ("mail_subject", &draft.mail_subject)] {
        if phrase.as_ref().is_some_and(|phrase| names_one_of(phrase, &known)) {
            return Err(ApiError::field(field, ValueError::NotNeutral));
        }
    }
    Ok(())
}

/// Whether a phrase tells something by itself or names one of these, with an ending or without.
fn names_one_of(phrase: &NeutralPhrase, known: &HashSet<String>) -> bool {
    let is_named = |word: &String| {
        known.contains(word) || known.iter().any(|name| name.chars().count() >= ENDING && word.starts_with(name))
    };
    phrase.tells() || words(phrase.as_str()).any(|word| is_named(&word))
}

/// Names of the office and of everybody in it.
fn of_office<R>(reading: &mut Reading<'_, R>) -> ApiResult<Vec<String>> {
    let office = reading.caller.office;
    let name: String = offices::table.find(office).select(offices::name).get_result(reading.conn)?;
    let staff: Vec<UserRow> = users::table.filter(users::office_id.eq(office)).limit(MOST).load(reading.conn)?;
    let key = reading.office_key()?;
    let mut known: Vec<String> = words(&name).collect();
    for user in &staff {
        known.extend(words(user.person(&key)?.name.as_str()));
    }
    Ok(known)
}

/// Folded words long enough to tell somebody apart.
fn words(text: &str) -> impl Iterator<Item = String> {
    text::words(text).into_iter().filter(|word| word.chars().count() > 2)
}

/// The words of a place that may be its name: those with a capital, and all of a script that has no capitals. The first word
/// counts only if it stands alone or a name follows it, since any description begins with a capital.
fn names_of_place(text: &str) -> impl Iterator<Item = String> {
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let uncased = |word: &str| !word.chars().any(|letter| letter.is_uppercase() || letter.is_lowercase());
    let follows = text.split_whitespace().nth(1).is_none_or(|second| capital(second) || uncased(second));
    let is_name = move |(at, word): &(usize, &str)| uncased(word) || capital(word) && (*at > 0 || follows);
    text.split_whitespace().enumerate().filter(is_name).flat_map(|(_, word)| words(word))
}
