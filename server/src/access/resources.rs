//! What an action is done to: resolved inside the caller's office, with the caller's relation to it.

use diesel::prelude::*;
use yaninda_shared::{
    cases::Assignment,
    ids::{CaseId, OfficeId, ReferralId, UserId},
    policy::{Action, Relation},
    values::Stamp,
};

use super::session::Caller;
use crate::{
    cases::CaseRow,
    db::{
        AnyConnection,
        schema::{case_grants, cases, referrals, users},
    },
    problem::{ApiError, ApiResult},
    referrals::row::{ReferralRow, file},
};

/// Something an action is done to.
pub trait Resource: Sized + Send + 'static {
    /// Name of the path parameter that holds its id; empty if it has none.
    const PARAM: &'static str;

    /// Finds it inside the caller's office. Errors: 404.
    fn resolve(conn: &mut AnyConnection, caller: &Caller, id: Option<uuid::Uuid>) -> ApiResult<(Self, Relation)>;

    /// The action that is really asked for, if it depends on what was found.
    fn action(&self, asked: Action) -> Action {
        asked
    }

    /// The case it is or belongs to, for the audit log.
    fn case(&self) -> Option<CaseId> {
        None
    }
}

/// The caller's office, or the caller's own account: no id.
#[derive(Clone, Copy, Debug)]
pub struct InOffice(pub OfficeId);

impl Resource for InOffice {
    const PARAM: &'static str = "";

    fn resolve(_: &mut AnyConnection, caller: &Caller, _: Option<uuid::Uuid>) -> ApiResult<(Self, Relation)> {
        Ok((Self(caller.office), Relation::Office))
    }
}

/// A case the caller may act on.
#[derive(Clone, Debug)]
pub struct Case {
    pub row: CaseRow,
    pub relation: Relation,
}

/// A resource that stands for one case, or for what has a key of its own as a case has, so that what is sealed under it
/// can be reached.
pub trait OfCase {
    /// The case's id; the name that the key is kept under.
    fn case_id(&self) -> CaseId;
}

impl OfCase for Case {
    fn case_id(&self) -> CaseId {
        self.row.id
    }
}

impl Case {
    /// The case as it is now, after a unit of work has changed it. Errors: 404.
    pub fn again(conn: &mut AnyConnection, caller: &Caller, id: CaseId) -> ApiResult<Self> {
        find_case(conn, caller, id)?.ok_or_else(ApiError::not_found)
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> CaseId {
        self.row.id
    }
}

fn find_case(conn: &mut AnyConnection, caller: &Caller, id: CaseId) -> ApiResult<Option<Case>> {
    let row: Option<CaseRow> =
        cases::table.filter(cases::id.eq(id)).filter(cases::office_id.eq(caller.office)).get_result(conn).optional()?;
    let Some(row) = row else { return Ok(None) };
    let relation = if row.worker_id == Some(caller.user) {
        Relation::Worker
    } else {
        let shared: Vec<Assignment> = case_grants::table
            .filter(case_grants::office_id.eq(caller.office))
            .filter(case_grants::user_id.eq(caller.user))
            .filter(case_grants::case_id.eq(id))
            .filter(case_grants::ended_at.is_null())
            .select(case_grants::kind)
            .load(conn)?;
        if shared.contains(&Assignment::Shared) { Relation::Shared } else { Relation::Office }
    };
    Ok(Some(Case { row, relation }))
}

fn case_id(id: Option<uuid::Uuid>) -> ApiResult<CaseId> {
    id.and_then(|id| CaseId::try_from(id).ok()).ok_or_else(ApiError::not_found)
}

impl Resource for Case {
    const PARAM: &'static str = "case";

    fn resolve(conn: &mut AnyConnection, caller: &Caller, id: Option<uuid::Uuid>) -> ApiResult<(Self, Relation)> {
        let case = find_case(conn, caller, case_id(id)?)?.ok_or_else(ApiError::not_found)?;
        let relation = case.relation;
        Ok((case, relation))
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.row.id)
    }
}

/// A place for a case: there already (an edit), or free (opening one).
#[derive(Clone, Debug)]
pub struct CaseSlot {
    pub id: CaseId,
    pub existing: Option<Case>,
}

impl OfCase for CaseSlot {
    fn case_id(&self) -> CaseId {
        self.id
    }
}

impl Resource for CaseSlot {
    const PARAM: &'static str = "case";

    fn resolve(conn: &mut AnyConnection, caller: &Caller, id: Option<uuid::Uuid>) -> ApiResult<(Self, Relation)> {
        let id = case_id(id)?;
        let existing = find_case(conn, caller, id)?;
        let relation = existing.as_ref().map_or(Relation::Office, |case| case.relation);
        Ok((Self { id, existing }, relation))
    }

    fn action(&self, asked: Action) -> Action {
        if self.existing.is_some() { asked } else { Action::CaseOpen }
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.id)
    }
}

/// A place for a referral: there already, or free. Whoever recorded it, and whoever works on its case, stands to it as to a
/// case of theirs.
#[derive(Clone, Debug)]
pub struct ReferralSlot {
    pub id: ReferralId,
    pub row: Option<ReferralRow>,
}

impl OfCase for ReferralSlot {
    fn case_id(&self) -> CaseId {
        file(self.id)
    }
}

impl Resource for ReferralSlot {
    const PARAM: &'static str = "referral";

    fn resolve(conn: &mut AnyConnection, caller: &Caller, id: Option<uuid::Uuid>) -> ApiResult<(Self, Relation)> {
        let id = id.and_then(|id| ReferralId::try_from(id).ok()).ok_or_else(ApiError::not_found)?;
        let row: Option<ReferralRow> = referrals::table.find(id).get_result(conn).optional()?;
        let relation = match &row {
            None => Relation::Worker,
            Some(row) if row.office_id != caller.office => return Err(ApiError::not_found()),
            Some(row) if row.created_by == caller.user => Relation::Worker,
            Some(row) => match row.case_id {
                None => Relation::Office,
                Some(case) => find_case(conn, caller, case)?.map_or(Relation::Office, |case| case.relation),
            },
        };
        Ok((Self { id, row }, relation))
    }

    fn case(&self) -> Option<CaseId> {
        self.row.as_ref()?.case_id
    }
}

/// A case that is to leave the caller's office, or has left it: a lost answer is asked for when it is gone.
#[derive(Clone, Debug)]
pub struct Departing {
    pub id: CaseId,
    pub case: Option<Case>,
}

impl OfCase for Departing {
    fn case_id(&self) -> CaseId {
        self.id
    }
}

impl Resource for Departing {
    const PARAM: &'static str = "case";

    fn resolve(conn: &mut AnyConnection, caller: &Caller, id: Option<uuid::Uuid>) -> ApiResult<(Self, Relation)> {
        let id = case_id(id)?;
        let case = find_case(conn, caller, id)?;
        let relation = case.as_ref().map_or(Relation::Office, |case| case.relation);
        Ok((Self { id, case }, relation))
    }

    fn case(&self) -> Option<CaseId> {
        Some(self.id)
    }
}

/// A staff account of the caller's office, by id; it may not exist yet.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    pub id: UserId,
    pub exists: bool,
    pub disabled_at: Option<Stamp>,
}

impl Resource for Account {
    const PARAM: &'static str = "user";

    fn resolve(conn: &mut AnyConnection, caller: &Caller, id: Option<uuid::Uuid>) -> ApiResult<(Self, Relation)> {
        let id = id.and_then(|id| UserId::try_from(id).ok()).ok_or_else(ApiError::not_found)?;
        let row: Option<(OfficeId, Option<Stamp>)> =
            users::table.find(id).select((users::office_id, users::disabled_at)).get_result(conn).optional()?;
        match row {
            Some((office, _)) if office != caller.office => Err(ApiError::not_found()),
            Some((_, disabled_at)) => Ok((Self { id, exists: true, disabled_at }, Relation::Office)),
            None => Ok((Self { id, exists: false, disabled_at: None }, Relation::Office)),
        }
    }
}
