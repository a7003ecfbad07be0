//! Making and changing accounts. A role that opens cases, accounts or the log is asked for here and given by another
//! administrator.

use actix_web::{Responder, put, web};
use diesel::{
    Connection,
    prelude::*,
    result::{DatabaseErrorKind, Error as DieselError},
};
use yaninda_shared::{
    audit::AuditAction,
    ids::{RawId, UserId},
    policy::Role,
    record::RecordKind,
    users::{UserDraft, UserRecord},
    values::ValueError,
};

use super::{
    list::MOST,
    row::{Person, UserRow, email_token, place},
};
use crate::{
    access::{Access, Account, Reading, UserWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::users,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    records::expect_room_of_office,
};

/// Makes an account, or changes it. A role that needs a second person waits in `pending_role`; until then a new account
/// is a caseworker without cases. Errors: 409 if there are 1000.
#[utoipa::path(tag = "users", params(("user" = UserId, Path), WriteHeaders), request_body = UserDraft,
    responses((status = 201, body = UserRecord), (status = 200, body = UserRecord), Problems))]
#[put("/users/{user}")]
pub async fn write(
    access: Access<UserWrite, Account>,
    _path: web::Path<UserId>,
    payload: Payload<UserDraft>,
) -> ApiResult<impl Responder> {
    let draft = payload.value;
    access.write(payload.digest, move |writing| put_user(writing, &draft), show).await
}

/// An account of the office. Errors: 404.
pub(super) fn find(reading: &mut Reading<'_, Account>) -> ApiResult<UserRow> {
    users::table
        .find(reading.resource.id)
        .filter(users::office_id.eq(reading.caller.office))
        .get_result(reading.conn)
        .optional()?
        .ok_or_else(ApiError::not_found)
}

/// The account, opened.
pub(super) fn show(reading: &mut Reading<'_, Account>, _: RawId) -> ApiResult<UserRecord> {
    let key = reading.office_key()?;
    Ok(find(reading)?.open(&key)?)
}

/// Role, pending role and who asked, after a change from what there is now.
type Roles = (Role, Option<Role>, Option<UserId>);

fn roles(existing: Option<&UserRow>, wanted: Role, caller: UserId) -> ApiResult<Roles> {
    match existing {
        None if wanted.needs_second_person() => Ok((Role::Caseworker, Some(wanted), Some(caller))),
        None => Ok((wanted, None, None)),
        // Asking again for what waits already does not make someone else the one who asked.
        Some(user) if user.pending_role == Some(wanted) => Ok((user.role, user.pending_role, user.pending_by)),
        Some(user) if user.role == wanted => Ok((wanted, None, None)),
        Some(user) if user.id == caller => Err(ApiError::field("role", ValueError::NotAllowedHere)),
        Some(user) if wanted.needs_second_person() => Ok((user.role, Some(wanted), Some(caller))),
        Some(_) => Ok((wanted, None, None)),
    }
}

fn put_user(writing: &mut Writing<'_, Account>, draft: &UserDraft) -> ApiResult<Written> {
    let (id, caller) = (writing.resource.id, writing.caller);
    let existing = if writing.resource.exists { Some(find(writing)?) } else { None };
    writing.expect(id.raw(), existing.as_ref().map(|user| user.version))?;
    if existing.is_none() {
        expect_room_of_office!(writing, users, MOST)?;
    }
    let (role, pending_role, pending_by) = roles(existing.as_ref(), draft.role, caller.user)?;
    let person = Person { name: draft.name.clone(), email: draft.email.clone() };
    let sealed = writing.office_key()?.seal(writing.core.keys.random(), place(id), &person)?;
    let token = email_token(&writing.core.keys, &draft.email);
    let now = writing.now;
    // In a savepoint: on PostgreSQL a refused statement would spoil the whole unit of work.
    let stored = writing.conn.transaction(|conn| {
        let columns = (
            users::updated_at.eq(now),
            users::updated_by.eq(caller.user),
            users::email_token.eq(&token),
            users::sealed.eq(&sealed),
            users::role.eq(role),
            users::pending_role.eq(pending_role),
            users::pending_by.eq(pending_by),
            users::locale.eq(draft.locale),
        );
        match &existing {
            None => diesel::insert_into(users::table)
                .values((
                    users::id.eq(id),
                    users::office_id.eq(caller.office),
                    users::version.eq(1),
                    users::created_at.eq(now),
                    users::created_by.eq(caller.user),
                    users::totp_last_step.eq(0),
                    columns,
                ))
                .execute(conn),
            Some(user) => {
                diesel::update(users::table.find(id)).set((users::version.eq(user.version + 1), columns)).execute(conn)
            }
        }
    });
    match stored {
        Err(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
            return Err(ApiError::field("email", ValueError::Taken));
        }
        other => other?,
    };
    record(writing, existing.as_ref(), &person, (role, pending_role, pending_by), draft)?;
    Ok(match existing {
        None => Written::created(id.raw()),
        Some(user) => Written::changed(id.raw(), user.version + 1),
    })
}

/// The auditor reads which fields changed, and a request for a role as an entry of its own.
fn record(
    writing: &mut Writing<'_, Account>,
    existing: Option<&UserRow>,
    person: &Person,
    (role, pending_role, _): Roles,
    draft: &UserDraft,
) -> ApiResult<()> {
    let id = writing.resource.id.raw();
    let entry = |action| AuditDraft::one(action, RecordKind::User, None, id);
    match existing {
        None => writing.audit(entry(AuditAction::UserCreated).fields(["name", "email", "role", "locale"])),
        Some(user) => {
            let key = writing.office_key()?;
            let was = user.person(&key)?;
            let changed = [
                ("name", was.name != person.name),
                ("email", was.email != person.email),
                ("role", user.role != role),
                ("pending_role", user.pending_role != pending_role),
                ("locale", user.locale != draft.locale),
            ];
            let fields = changed.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field);
            writing.audit(entry(AuditAction::UserChanged).fields(fields));
        }
    }
    if pending_role.is_some() && pending_role != existing.and_then(|user| user.pending_role) {
        writing.audit(entry(AuditAction::RoleRequested).fields(pending_role.map(Role::as_str)));
    }
    writing.touch(RecordKind::User, id, None)
}
