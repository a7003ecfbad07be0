//! What a calendar program gets behind the secret address.

use actix_web::{HttpResponse, Responder, get, http::header, web};
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use icalendar::{Calendar, Component, Event, EventLike};
use yaninda_shared::{
    appointments::AppointmentState,
    audit::AuditAction,
    ids::{AppointmentId, OfficeId, UserId},
    policy::{Action, Relation, Role, allows},
    record::RecordKind,
    values::Stamp,
};

use super::address::token_hash;
use crate::{
    access::{Core, Public},
    audit::{Actor, AuditDraft},
    db::{
        AnyConnection,
        schema::{appointments, calendar_feeds, cases, users},
    },
    problem::{ApiError, ApiResult},
};

/// Days back and ahead.
const BACK: i64 = 14;
const AHEAD: i64 = 120;
/// Most appointments of one file.
const MOST: i64 = 1000;

/// Planned appointments that the address's owner attends, and those of their own cases: code name and time, nothing else.
/// Errors: 404 for an address that was revoked or never made, or whose owner may see no cases any more.
#[get("/calendar/{token}.ics")]
pub async fn serve(public: Public, path: web::Path<String>) -> ApiResult<impl Responder> {
    let hash = token_hash(&path.into_inner());
    let (office, user, rows) = public.read(move |conn, core| look(conn, core, &hash)).await?;
    let ids = rows.iter().map(|row| row.0.raw()).collect();
    let entry = AuditDraft::many(AuditAction::Synced, RecordKind::Appointment, None, ids);
    public.record(office, Actor { user: Some(user), device: None }, entry.fields(["calendar"])).await?;
    let mut calendar = Calendar::new();
    rows.iter().filter_map(event).for_each(|event| {
        calendar.push(event);
    });
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/calendar; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(calendar.done().to_string()))
}

/// Id, start, end, last change and code name.
type Row = (AppointmentId, Stamp, Stamp, Stamp, String);

fn look(conn: &mut AnyConnection, core: &Core, hash: &[u8]) -> ApiResult<(OfficeId, UserId, Vec<Row>)> {
    let owner: Option<(OfficeId, UserId, Role)> = calendar_feeds::table
        .inner_join(users::table.on(users::id.eq(calendar_feeds::user_id)))
        .filter(calendar_feeds::token_hash.eq(hash))
        .filter(users::disabled_at.is_null())
        .select((calendar_feeds::office_id, calendar_feeds::user_id, users::role))
        .get_result(conn)
        .optional()?;
    let (office, user, role) = owner.ok_or_else(ApiError::not_found)?;
    if !allows(role, Action::AgendaRead, Relation::Office) {
        return Err(ApiError::not_found());
    }
    let now = core.clock.now();
    let rows = appointments::table
        .inner_join(cases::table.on(cases::id.eq(appointments::case_id)))
        .filter(appointments::office_id.eq(office))
        .filter(appointments::starts_at.gt(now.plus_seconds(-Duration::days(BACK).num_seconds())))
        .filter(appointments::starts_at.lt(now.plus_seconds(Duration::days(AHEAD).num_seconds())))
        .filter(appointments::state.ne_all([AppointmentState::Cancelled, AppointmentState::Excused]))
        .filter(appointments::attended_by.eq(user).or(cases::worker_id.eq(user)))
        .order((appointments::starts_at, appointments::id))
        .limit(MOST)
        .select((
            appointments::id,
            appointments::starts_at,
            appointments::ends_at,
            appointments::updated_at,
            cases::code_name,
        ))
        .load(conn)?;
    Ok((office, user, rows))
}

fn event((id, starts, ends, changed, code_name): &Row) -> Option<Event> {
    let utc = |at: &Stamp| DateTime::<Utc>::from_timestamp_micros(at.micros());
    let event = Event::new()
        .uid(&id.to_string())
        .timestamp(utc(changed)?)
        .starts(utc(starts)?)
        .ends(utc(ends)?)
        .summary(code_name)
        .done();
    Some(event)
}
