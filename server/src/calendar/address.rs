//! The secret address: making, replacing and revoking it.

use actix_web::{HttpResponse, Responder, delete, get, post};
use data_encoding::BASE64URL_NOPAD;
use diesel::prelude::*;
use yaninda_shared::{appointments::CalendarFeed, audit::AuditAction, record::RecordKind, values::Stamp};

use crate::{
    access::{Access, Answer, Disclosed, InOffice, OwnAccount},
    audit::AuditDraft,
    db::schema::calendar_feeds,
    http::Problems,
    problem::ApiResult,
    random,
    seal::sha256,
};

/// What is stored of a token.
pub(super) fn token_hash(token: &str) -> Vec<u8> {
    sha256(&[b"calendar feed", token.as_bytes()]).to_vec()
}

/// Whether there is one, and since when.
#[utoipa::path(tag = "me", responses((status = 200, body = CalendarFeed), Problems))]
#[get("/me/calendar")]
pub async fn read(access: Access<OwnAccount, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let since: Option<Stamp> = calendar_feeds::table
            .find((reading.caller.office, reading.caller.user))
            .select(calendar_feeds::created_at)
            .get_result(reading.conn)
            .optional()?;
        Ok(Disclosed::impersonal(CalendarFeed { since, address: None }))
    });
    Ok(Answer::read(0, shown.await?))
}

/// Makes a secret address; one made earlier is dead from then on. It is shown this once.
#[utoipa::path(tag = "me", responses((status = 200, body = CalendarFeed), Problems))]
#[post("/me/calendar")]
pub async fn make(access: Access<OwnAccount, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.act(|writing| {
        let (caller, now) = (writing.caller, writing.now);
        let token = BASE64URL_NOPAD.encode(&random::bytes::<24>(writing.core.keys.random()));
        diesel::delete(calendar_feeds::table.find((caller.office, caller.user))).execute(writing.conn)?;
        diesel::insert_into(calendar_feeds::table)
            .values((
                calendar_feeds::office_id.eq(caller.office),
                calendar_feeds::user_id.eq(caller.user),
                calendar_feeds::token_hash.eq(token_hash(&token)),
                calendar_feeds::created_at.eq(now),
            ))
            .execute(writing.conn)?;
        let entry = AuditDraft::one(AuditAction::UserChanged, RecordKind::User, None, caller.user.raw());
        writing.audit(entry.fields(["calendar"]));
        let address = format!("{}/calendar/{token}.ics", writing.core.settings.origin);
        Ok(CalendarFeed { since: Some(now), address: Some(address) })
    });
    Ok(Answer::read(0, shown.await?))
}

/// Revokes the address.
#[utoipa::path(tag = "me", responses((status = 204), Problems))]
#[delete("/me/calendar")]
pub async fn revoke(access: Access<OwnAccount, InOffice>) -> ApiResult<impl Responder> {
    access
        .act(|writing| {
            let caller = writing.caller;
            diesel::delete(calendar_feeds::table.find((caller.office, caller.user))).execute(writing.conn)?;
            let entry = AuditDraft::one(AuditAction::UserChanged, RecordKind::User, None, caller.user.raw());
            writing.audit(entry.fields(["calendar"]));
            Ok(())
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
