//! Who works on a case: rows of grants, ended but never deleted.

use diesel::prelude::*;
use yaninda_shared::{
    cases::{Assignment, GrantRecord},
    ids::{CaseId, GrantId, OfficeId, UserId},
    policy::{Action, Relation, Role, allows},
    problem::Code,
    record::{Meta, RecordKind},
    values::{ShortText, Stamp, ValueError},
};

use crate::{
    access::{Case, OfCase, Reading, Writing},
    db::schema::{case_grants, users},
    problem::{ApiError, ApiResult},
    seal::{Place, SealError, Sealer},
};

/// Sealed column of a grant: its note.
pub fn place(id: GrantId) -> Place {
    Place::new("case_grants.sealed", id.raw())
}

/// Table `case_grants`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct GrantRow {
    pub id: GrantId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub user_id: UserId,
    pub kind: Assignment,
    pub sealed: Option<Vec<u8>>,
    pub ended_at: Option<Stamp>,
}

impl GrantRow {
    /// Opens the grant with its case's key.
    pub fn open(&self, key: &Sealer) -> Result<GrantRecord, SealError> {
        let note: Option<ShortText> =
            self.sealed.as_ref().map(|sealed| key.open(place(self.id), sealed)).transpose()?;
        Ok(GrantRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            user: self.user_id,
            kind: self.kind,
            note,
            ended_at: self.ended_at,
        })
    }
}

/// The kind of record a grant is in feed and audit log.
pub const fn record_kind(kind: Assignment) -> RecordKind {
    match kind {
        Assignment::Worker => RecordKind::Assignment,
        Assignment::Shared => RecordKind::Share,
    }
}

/// Gives a user access to the case and says so in the feed.
pub fn insert<R: OfCase>(
    writing: &mut Writing<'_, R>,
    id: GrantId,
    user: UserId,
    kind: Assignment,
    note: Option<&ShortText>,
) -> ApiResult<()> {
    let sealed = match note {
        None => None,
        Some(note) => Some(writing.case_key()?.seal(writing.core.keys.random(), place(id), note)?),
    };
    diesel::insert_into(case_grants::table)
        .values((
            case_grants::id.eq(id),
            case_grants::office_id.eq(writing.caller.office),
            case_grants::case_id.eq(writing.case()),
            case_grants::version.eq(1),
            case_grants::created_at.eq(writing.now),
            case_grants::created_by.eq(writing.caller.user),
            case_grants::updated_at.eq(writing.now),
            case_grants::updated_by.eq(writing.caller.user),
            case_grants::user_id.eq(user),
            case_grants::kind.eq(kind),
            case_grants::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(record_kind(kind), id.raw(), case)
}

/// A grant of this case. Errors: 404.
pub fn find<R: OfCase>(reading: &mut Reading<'_, R>, id: GrantId, kind: Assignment) -> ApiResult<GrantRow> {
    case_grants::table
        .filter(case_grants::id.eq(id))
        .filter(case_grants::office_id.eq(reading.caller.office))
        .filter(case_grants::case_id.eq(reading.case()))
        .filter(case_grants::kind.eq(kind))
        .get_result(reading.conn)
        .optional()?
        .ok_or_else(ApiError::not_found)
}

/// What is answered of a grant that was written.
pub fn show<R: OfCase>(reading: &mut Reading<'_, R>, id: GrantId, kind: Assignment) -> ApiResult<GrantRecord> {
    let key = reading.case_key()?;
    Ok(find(reading, id, kind)?.open(&key)?)
}

/// Every grant of this kind the case ever had, newest first, at most 200.
pub fn list(reading: &mut Reading<'_, Case>, kind: Assignment) -> ApiResult<Vec<GrantRecord>> {
    let key = reading.case_key()?;
    let rows: Vec<GrantRow> = case_grants::table
        .filter(case_grants::office_id.eq(reading.caller.office))
        .filter(case_grants::case_id.eq(reading.case()))
        .filter(case_grants::kind.eq(kind))
        .order(case_grants::id.desc())
        .limit(200)
        .load(reading.conn)?;
    Ok(rows.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?)
}

/// Checks that the id is free for a new grant of this case. Errors: 404 if it is taken elsewhere, 412 if it is this
/// case's already.
pub fn expect_free(writing: &mut Writing<'_, Case>, id: GrantId, kind: Assignment) -> ApiResult<()> {
    let existing: Option<GrantRow> = case_grants::table.find(id).get_result(writing.conn).optional()?;
    if existing.as_ref().is_some_and(|grant| grant.case_id != writing.case() || grant.kind != kind) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|grant| grant.version))?;
    // A grant is ended and given anew, never rewritten.
    if existing.is_some() { Err(ApiError::Refused(Code::Conflict)) } else { Ok(()) }
}

/// Checks that a case may be given to this user: an enabled caseworker or supervisor of the office. Errors: 422 on `field`.
pub fn check_user<R>(reading: &mut Reading<'_, R>, user: UserId, field: &str) -> ApiResult<()> {
    if may_have_cases(reading, user)? { Ok(()) } else { Err(ApiError::field(field, ValueError::UnknownValue)) }
}

/// Whether this is an enabled caseworker or supervisor of the office.
pub fn may_have_cases<R>(reading: &mut Reading<'_, R>, user: UserId) -> ApiResult<bool> {
    let role: Option<Role> = users::table
        .filter(users::id.eq(user))
        .filter(users::office_id.eq(reading.caller.office))
        .filter(users::disabled_at.is_null())
        .select(users::role)
        .get_result(reading.conn)
        .optional()?;
    Ok(role.is_some_and(|role| allows(role, Action::CaseRead, Relation::Worker)))
}

/// Ends one grant.
pub fn end<R: OfCase>(writing: &mut Writing<'_, R>, grant: &GrantRow) -> ApiResult<()> {
    diesel::update(case_grants::table.find(grant.id))
        .set((
            case_grants::version.eq(grant.version + 1),
            case_grants::updated_at.eq(writing.now),
            case_grants::updated_by.eq(writing.caller.user),
            case_grants::ended_at.eq(Some(writing.now)),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(record_kind(grant.kind), grant.id.raw(), case)
}

/// Grants of the case that are in force.
pub fn in_force<R: OfCase>(writing: &mut Writing<'_, R>) -> ApiResult<Vec<GrantRow>> {
    Ok(case_grants::table
        .filter(case_grants::office_id.eq(writing.caller.office))
        .filter(case_grants::case_id.eq(writing.case()))
        .filter(case_grants::ended_at.is_null())
        .load(writing.conn)?)
}
