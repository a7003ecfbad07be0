//! Looking for possible duplicates before a case is opened.
//!
//! A caseworker must not learn from the answer who else is in the programme. Their own matching cases are named;
//! otherwise they are told `supervisor_will_check: true`, always, whether or not a colleague's case matched. The looks
//! are counted per user and recorded; a match with a colleague's case is recorded apart, and once the case is opened
//! the pair stands on every supervisor's Today. A supervisor, who may open every case of the office, is told the
//! matches. Other offices are never looked at.

use actix_web::{Responder, post};
use yaninda_shared::{
    audit::AuditAction,
    cases::{DuplicateAnswer, DuplicateQuery},
    ids::CaseId,
    record::RecordKind,
    values::ValueError,
};

use super::{
    names::Sameness,
    tokens::{Exact, unscoped_matches},
};
use crate::{
    access::{
        Access, Answer, CaseDuplicates, InOffice, Reading,
        scope::{Visible, visible},
    },
    audit::AuditDraft,
    http::{Payload, Problems},
    problem::{ApiError, ApiResult},
    sessions::rate_limit::{DUPLICATES, take},
};

/// Looks for cases that may be about the same person: by full name and birth year, or by an exact number.
#[utoipa::path(tag = "cases", request_body = DuplicateQuery,
    responses((status = 200, body = DuplicateAnswer), Problems))]
#[post("/cases/duplicates")]
pub async fn duplicates(
    access: Access<CaseDuplicates, InOffice>,
    payload: Payload<DuplicateQuery>,
) -> ApiResult<impl Responder> {
    let wanted = wanted(&payload.value)?;
    // Names are looked up in a read: a unit of work sees what may still be rolled back.
    let (answer, hidden) = access.prepare(move |reading| find(reading, &wanted)).await?;
    let answer = access
        .act(move |writing| {
            let (core, now, user) = (writing.core, writing.now, writing.caller.user);
            take(writing.conn, &core.keys, now, &DUPLICATES, user.uuid().as_bytes())?;
            let ids = |cases: &[CaseId]| cases.iter().map(|case| case.raw()).collect::<Vec<_>>();
            let shown = ids(&answer.cases);
            writing.audit(AuditDraft::many(AuditAction::DuplicateChecked, RecordKind::Case, None, shown));
            if !hidden.is_empty() {
                let found = ids(&hidden);
                writing.audit(AuditDraft::many(AuditAction::DuplicateFound, RecordKind::Case, None, found));
            }
            Ok(answer.clone())
        })
        .await?;
    Ok(Answer::read(0, answer))
}

/// What to look for. Errors: 422 if there is neither a full name with a year nor a number.
fn wanted(query: &DuplicateQuery) -> ApiResult<Vec<Sameness>> {
    if query.numbers.len() > 20 {
        return Err(ApiError::field("numbers", ValueError::TooLong));
    }
    let mut wanted = Vec::new();
    let full = query.given_names.as_ref().zip(query.family_names.as_ref());
    let full = full.map(|(given, family)| format!("{} {}", given.as_str(), family.as_str()));
    for name in full.into_iter().chain(query.other_names.clone().map(String::from)) {
        let year = query.birth_year.ok_or_else(|| ApiError::field("birth_year", ValueError::Missing))?;
        wanted.extend(Sameness::person(&name, year));
    }
    wanted.extend(query.phone.as_ref().map(|phone| Sameness::Number(Exact::phone(phone))));
    let numbers = query.numbers.iter().filter_map(|number| Exact::document(number.as_str()));
    wanted.extend(numbers.map(Sameness::Number));
    if wanted.is_empty() { Err(ApiError::field("family_names", ValueError::Missing)) } else { Ok(wanted) }
}

/// The answer, and the matches it keeps to itself.
fn find(reading: &mut Reading<'_, InOffice>, wanted: &[Sameness]) -> ApiResult<(DuplicateAnswer, Vec<CaseId>)> {
    let (core, office) = (reading.core, reading.caller.office);
    let mut found: Vec<CaseId> = core.names.look(reading.conn, &core.keys, office, |names| {
        wanted.iter().flat_map(|what| names.same(what)).copied().collect()
    })?;
    for what in wanted {
        // Numbers of contacts and documents have tokens only.
        if let Sameness::Number(exact) = what {
            found.extend(unscoped_matches(reading.conn, &core.keys, office, exact)?);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(match visible(reading)? {
        Visible::Office => (DuplicateAnswer { cases: found, supervisor_will_check: false }, Vec::new()),
        Visible::Only(own) => {
            let (cases, hidden): (Vec<CaseId>, _) = found.into_iter().partition(|case| own.contains(case));
            let supervisor_will_check = cases.is_empty();
            (DuplicateAnswer { cases, supervisor_will_check }, hidden)
        }
    })
}
