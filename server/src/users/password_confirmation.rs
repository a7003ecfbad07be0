//! Passwords chosen with a link that an administrator made: whoever holds the link may not be whom it was made for, so
//! a second person asks the user and says whether it was them.

use actix_web::{HttpResponse, Responder, get, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{OfficeId, UserId},
    problem::Code,
    record::RecordKind,
    users::{CONFIRM_WITHIN_DAYS, PasswordConfirmation, WaitingPassword},
    values::Stamp,
};

use super::{link::void_reset_links, row::UserRow, write::find};
use crate::{
    access::{Access, Account, Answer, Disclosed, InOffice, PasswordConfirm, Writing},
    audit::AuditDraft,
    db::{
        AnyConnection,
        schema::{case_grants, users},
    },
    http::{Payload, Problems},
    problem::{ApiError, ApiResult},
    sessions::end_devices,
};

/// Whether a password chosen with this link waits for a second person. It does where the account can read something
/// already, or will with the role it has or waits for, unless the user proves to be there with a second factor. A link
/// of the command line comes from whoever holds the server and its keys.
pub fn waits_for_colleague(conn: &mut AnyConnection, user: &UserRow, made_by: Option<UserId>) -> ApiResult<bool> {
    if made_by.is_none() || user.totp.is_some() {
        return Ok(false);
    }
    if user.password_hash.is_some() || user.role.needs_second_person() || user.pending_role.is_some() {
        return Ok(true);
    }
    let cases = case_grants::table
        .filter(case_grants::office_id.eq(user.office_id))
        .filter(case_grants::user_id.eq(user.id))
        .filter(case_grants::ended_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(cases)).get_result(conn)?)
}

/// The columns of what waits; all empty where nothing does.
#[derive(AsChangeset, Default)]
#[diesel(table_name = users, treat_none_as_null = true)]
struct Columns {
    waiting_hash: Option<String>,
    waiting_by: Option<UserId>,
    waiting_since: Option<Stamp>,
}

/// Lets a password wait, by its hash; one that waited before is forgotten.
pub fn let_wait(
    conn: &mut AnyConnection,
    user: UserId,
    hash: &str,
    made_by: Option<UserId>,
    now: Stamp,
) -> ApiResult<()> {
    let columns = Columns { waiting_hash: Some(hash.to_owned()), waiting_by: made_by, waiting_since: Some(now) };
    diesel::update(users::table.find(user)).set(columns).execute(conn)?;
    Ok(())
}

/// Forgets a password that waits, if one does: the user has another by now, or the account is disabled.
pub fn forget_waiting(conn: &mut AnyConnection, user: UserId) -> ApiResult<()> {
    diesel::update(users::table.find(user)).set(Columns::default()).execute(conn)?;
    Ok(())
}

/// Forgets the passwords of an office that nobody confirmed in time.
pub fn forget_old_waiting(conn: &mut AnyConnection, office: OfficeId, now: Stamp) -> ApiResult<()> {
    let old = users::table.filter(users::office_id.eq(office)).filter(users::waiting_since.lt(Some(oldest(now))));
    diesel::update(old).set(Columns::default()).execute(conn)?;
    Ok(())
}

/// A password chosen before waits no more.
fn oldest(now: Stamp) -> Stamp {
    now.plus_seconds(-CONFIRM_WITHIN_DAYS * 86_400)
}

/// What waits of one account; nothing once it is too old.
fn waiting(user: &UserRow, now: Stamp) -> Option<(&str, UserId, Stamp)> {
    let since = user.waiting_since.filter(|since| *since >= oldest(now))?;
    Some((user.waiting_hash.as_deref()?, user.waiting_by?, since))
}

/// Passwords of the office that wait for somebody like the caller: neither the user nor whoever made the link.
#[utoipa::path(tag = "users", responses((status = 200, body = Vec<WaitingPassword>), Problems))]
#[get("/waiting-passwords")]
pub async fn list(access: Access<PasswordConfirm, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let (caller, now, key) = (reading.caller, reading.now, reading.office_key()?);
        let rows: Vec<UserRow> = users::table
            .filter(users::office_id.eq(caller.office))
            .filter(users::waiting_since.is_not_null())
            .order(users::id)
            .load(reading.conn)?;
        let mut shown = Vec::new();
        for user in rows.iter().filter(|user| user.id != caller.user) {
            let Some((_, by, since)) = waiting(user, now).filter(|(_, by, _)| *by != caller.user) else { continue };
            let link_by = maker(reading.conn, caller.office, by)?.person(&key)?.name;
            let name = user.person(&key)?.name;
            shown.push(WaitingPassword { user: user.id, name, role: user.role, link_by, since });
        }
        // Colleagues know each other's names; no survivor is in it.
        Ok(Disclosed::impersonal(shown))
    });
    Ok(Answer::read(0, shown.await?))
}

fn maker(conn: &mut AnyConnection, office: OfficeId, by: UserId) -> ApiResult<UserRow> {
    Ok(users::table.find(by).filter(users::office_id.eq(office)).get_result(conn)?)
}

/// Puts the password that waits in force and ends every session of the user, or forgets it. Errors: 409 if none waits;
/// 403 for the user and for whoever made the link.
#[utoipa::path(tag = "users", params(("user" = UserId, Path)), request_body = PasswordConfirmation,
    responses((status = 204), Problems))]
#[post("/users/{user}/password-confirmation")]
pub async fn confirm(
    access: Access<PasswordConfirm, Account>,
    _path: web::Path<UserId>,
    payload: Payload<PasswordConfirmation>,
) -> ApiResult<impl Responder> {
    let was_them = payload.value.was_them;
    access.act(move |writing| decide(writing, was_them)).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn decide(writing: &mut Writing<'_, Account>, was_them: bool) -> ApiResult<()> {
    let (user, caller, now) = (find(writing)?, writing.caller, writing.now);
    let (hash, by, _) = waiting(&user, now).ok_or(ApiError::Refused(Code::Conflict))?;
    if by == caller.user || user.id == caller.user {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    if was_them {
        diesel::update(users::table.find(user.id)).set(users::password_hash.eq(Some(hash))).execute(writing.conn)?;
        end_devices(writing.conn, now, caller.office, user.id, None)?;
    }
    forget_waiting(writing.conn, user.id)?;
    void_reset_links(writing.conn, now, caller.office, user.id)?;
    let action = if was_them { AuditAction::PasswordConfirmed } else { AuditAction::PasswordRefused };
    writing.audit(AuditDraft::one(action, RecordKind::User, None, user.id.raw()));
    Ok(())
}
