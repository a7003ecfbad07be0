//! Code names: each stands for one person, so no two open cases of an office have the same.

use diesel::{dsl::exists, prelude::*};
use yaninda_shared::{
    ids::{CaseId, OfficeId},
    values::{CodeName, ValueError},
};

use crate::{
    access::{CaseSlot, Writing},
    db::{AnyConnection, schema::cases},
    problem::{ApiError, ApiResult},
};

/// Most characters kept of a name that gets a number: with it, it is still a code name.
const STEM: usize = 34;

fn is_taken(conn: &mut AnyConnection, office: OfficeId, case: CaseId, name: &str) -> ApiResult<bool> {
    let others = cases::table
        .filter(cases::office_id.eq(office))
        .filter(cases::code_name.eq(name))
        .filter(cases::open.eq(true))
        .filter(cases::id.ne(case));
    Ok(diesel::select(exists(others)).get_result(conn)?)
}

/// What somebody chose must be free. Errors: 422 on `code_name`.
pub(super) fn expect_free(writing: &mut Writing<'_, CaseSlot>, code_name: &CodeName) -> ApiResult<()> {
    let (office, case) = (writing.caller.office, writing.case());
    match is_taken(writing.conn, office, case, code_name.as_str())? {
        true => Err(ApiError::field("code_name", ValueError::Taken)),
        false => Ok(()),
    }
}

/// For a case that is opened again or arrives from another office, where nobody chooses: its own name, or that name with
/// the first number that makes it free.
pub(super) fn freed(conn: &mut AnyConnection, office: OfficeId, case: CaseId, name: &str) -> ApiResult<String> {
    let mut free = name.to_owned();
    let mut number = 1;
    while is_taken(conn, office, case, &free)? {
        number += 1;
        let stem: String = name.chars().take(STEM).collect();
        free = format!("{} {number}", stem.trim_end());
    }
    Ok(free)
}
