//! The start of every list: which cases a caller may see at all.

use diesel::prelude::*;
use yaninda_shared::{
    cases::Assignment,
    ids::{CaseId, UserId},
    policy::{Action, Relation, allows},
};

use super::{reading::Reading, session::Caller};
use crate::{
    db::{AnyConnection, schema::case_grants},
    problem::ApiResult,
};

/// The cases a list may draw from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visible {
    /// Every case of the office.
    Office,
    /// These alone: assigned to or shared with the caller.
    Only(Vec<CaseId>),
}

impl Visible {
    /// Whether this case is among them.
    #[must_use]
    pub fn has(&self, case: CaseId) -> bool {
        match self {
            Self::Office => true,
            Self::Only(ids) => ids.contains(&case),
        }
    }
}

/// Cases assigned to or shared with the caller, open or closed.
pub fn own_cases(conn: &mut AnyConnection, caller: &Caller) -> ApiResult<Vec<CaseId>> {
    Ok(case_grants::table
        .filter(case_grants::office_id.eq(caller.office))
        .filter(case_grants::user_id.eq(caller.user))
        .filter(case_grants::ended_at.is_null())
        .select(case_grants::case_id)
        .distinct()
        .load(conn)?)
}

/// One stretch of cases that a list may draw from, each reached through an index of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Every case of the office.
    Office,
    /// Those of one worker of the office.
    Worker(UserId),
    /// These alone: shared with the caller. Their ids come from grants of the caller's office.
    Shared(Vec<CaseId>),
}

/// The stretches that make up what the caller may see (or, with `mine`, only their own cases).
pub fn sources<R>(reading: &mut Reading<'_, R>, mine: bool) -> ApiResult<Vec<Source>> {
    if !mine && allows(reading.caller.role, Action::CaseRead, Relation::Office) {
        return Ok(vec![Source::Office]);
    }
    let shared: Vec<CaseId> = case_grants::table
        .filter(case_grants::office_id.eq(reading.caller.office))
        .filter(case_grants::user_id.eq(reading.caller.user))
        .filter(case_grants::kind.eq(Assignment::Shared))
        .filter(case_grants::ended_at.is_null())
        .select(case_grants::case_id)
        .limit(1000)
        .load(reading.conn)?;
    let mut sources = vec![Source::Worker(reading.caller.user)];
    if !shared.is_empty() {
        sources.push(Source::Shared(shared));
    }
    Ok(sources)
}

/// What the caller may see: the whole office if their role may open any case of it, else their own.
pub fn visible<R>(reading: &mut Reading<'_, R>) -> ApiResult<Visible> {
    if allows(reading.caller.role, Action::CaseRead, Relation::Office) {
        Ok(Visible::Office)
    } else {
        let caller = reading.caller;
        own_cases(reading.conn, &caller).map(Visible::Only)
    }
}
