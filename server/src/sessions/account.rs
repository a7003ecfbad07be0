//! One's own account.

use actix_web::{Responder, get, put};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    record::RecordKind,
    sessions::{Me, MeDraft},
};

use super::open::{find_user, me};
use crate::{
    access::{Access, Answer, Disclosed, InOffice, OwnAccount},
    audit::AuditDraft,
    db::schema::users,
    http::{Payload, Problems},
    problem::ApiResult,
};

/// Who I am.
#[utoipa::path(tag = "me", responses((status = 200, body = Me), Problems))]
#[get("/me")]
pub async fn read(access: Access<OwnAccount, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let core = reading.core;
        let user = find_user(reading.conn, reading.caller.user)?;
        // Only the caller's own name is in it.
        Ok(Disclosed::impersonal(me(reading.conn, &core.keys, &user)?))
    });
    Ok(Answer::read(0, shown.await?))
}

/// Changes one's own settings.
#[utoipa::path(tag = "me", request_body = MeDraft, responses((status = 200, body = Me), Problems))]
#[put("/me")]
pub async fn change(access: Access<OwnAccount, InOffice>, payload: Payload<MeDraft>) -> ApiResult<impl Responder> {
    let draft = payload.value;
    let shown = access.act(move |writing| {
        let id = writing.caller.user;
        diesel::update(users::table.find(id))
            .set((
                users::version.eq(users::version + 1),
                users::updated_at.eq(writing.now),
                users::updated_by.eq(id),
                users::locale.eq(draft.locale),
            ))
            .execute(writing.conn)?;
        writing.touch(RecordKind::User, id.raw(), None)?;
        let entry = AuditDraft::one(AuditAction::UserChanged, RecordKind::User, None, id.raw());
        writing.audit(entry.fields(["locale"]));
        let user = find_user(writing.conn, id)?;
        let core = writing.core;
        me(writing.conn, &core.keys, &user)
    });
    Ok(Answer::read(0, shown.await?))
}
