//! The accounts of the office, and the colleagues everyone sees.

use actix_web::{Responder, get};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    record::RecordKind,
    users::{Colleague, UserRecord},
};

use super::row::UserRow;
use crate::{
    access::{Access, Answer, ColleaguesRead, Disclosed, InOffice, Reading, UserRead},
    db::schema::users,
    http::Problems,
    problem::ApiResult,
};

/// Most accounts of an office.
pub(super) const MOST: i64 = 1000;

fn load(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<UserRow>> {
    let office = reading.caller.office;
    Ok(users::table.filter(users::office_id.eq(office)).order(users::id).limit(MOST).load(reading.conn)?)
}

/// Accounts of the office, oldest first, disabled ones too.
#[utoipa::path(tag = "users", responses((status = 200, body = Vec<UserRecord>), Problems))]
#[get("/users")]
pub async fn list(access: Access<UserRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let key = reading.office_key()?;
        let rows = load(reading)?;
        let shown = rows.iter().map(|row| row.open(&key)).collect::<Result<Vec<_>, _>>()?;
        let ids = rows.iter().map(|row| row.id.raw()).collect();
        Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::User, None, ids))
    });
    Ok(Answer::read(0, shown.await?))
}

/// Everyone in the office by name and role.
#[utoipa::path(tag = "users", responses((status = 200, body = Vec<Colleague>), Problems))]
#[get("/colleagues")]
pub async fn colleagues(access: Access<ColleaguesRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let key = reading.office_key()?;
        let shown = load(reading)?.into_iter().map(|row| {
            let (id, role, disabled) = (row.id, row.role, row.disabled_at.is_some());
            Ok(Colleague { id, name: row.person(&key)?.name, role, disabled })
        });
        // Colleagues know each other's names; no survivor is in it.
        Ok(Disclosed::impersonal(shown.collect::<ApiResult<Vec<_>>>()?))
    });
    Ok(Answer::read(0, shown.await?))
}
