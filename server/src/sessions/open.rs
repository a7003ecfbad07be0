//! What signing in and refreshing answer: an access token, the account, and the cookie of this device and user.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    http::header::USER_AGENT,
};
use diesel::prelude::*;
use yaninda_shared::{
    ids::{DeviceId, UserId},
    sensitive::Sensitive,
    sessions::{Me, Session},
    values::Stamp,
};

use super::{
    device::{add_device, label},
    family,
};
use crate::{
    access::Core,
    db::{
        AnyConnection,
        schema::{devices, offices, users},
    },
    problem::{ApiError, ApiResult},
    seal::{Keyring, sha256},
    users::row::UserRow,
};

/// A session and the refresh token for its cookie.
pub(super) struct Opened {
    session: Session,
    refresh: String,
}

impl Opened {
    /// The device it is on.
    pub fn device(&self) -> DeviceId {
        self.session.device
    }

    /// The answer, with the cookie.
    pub fn respond(self) -> HttpResponse {
        let cookie = cookie(self.session.device, self.refresh, Duration::seconds(family::ABSOLUTE));
        HttpResponse::Ok().cookie(cookie).json(self.session)
    }
}

/// Two people on one browser have two devices, so their cookies stand side by side.
pub fn cookie_name(device: DeviceId) -> String {
    let hash = sha256(&[b"cookie", device.raw().0.as_bytes()]);
    format!("__Host-yn-{}", data_encoding::HEXLOWER.encode(hash.get(..8).unwrap_or_default()))
}

pub(super) fn cookie(device: DeviceId, value: String, age: Duration) -> Cookie<'static> {
    Cookie::build(cookie_name(device), value)
        .http_only(true)
        .secure(true)
        .same_site(SameSite::Strict)
        .path("/")
        .max_age(age)
        .finish()
}

/// The refresh token that this browser holds for the device.
pub(super) fn presented(request: &HttpRequest, device: DeviceId) -> Option<String> {
    let value = request.cookie(&cookie_name(device))?.value().to_owned();
    (value.len() == family::LENGTH).then_some(value)
}

/// The browser's name for the list of devices.
pub(super) fn browser(request: &HttpRequest) -> String {
    label(request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default())
}

/// Opens a session on a device the user already has, or a new one.
pub(super) fn open(
    conn: &mut AnyConnection,
    core: &Core,
    user: &UserRow,
    device: Option<DeviceId>,
    label: &str,
) -> ApiResult<Opened> {
    let now = core.clock.now();
    let known: Option<DeviceId> = match device {
        None => None,
        Some(id) => devices::table
            .find(id)
            .filter(devices::user_id.eq(user.id))
            .filter(devices::ended_at.is_null())
            .select(devices::id)
            .get_result(conn)
            .optional()?,
    };
    let device = match known {
        Some(id) => {
            diesel::update(devices::table.find(id)).set(devices::label.eq(label)).execute(conn)?;
            id
        }
        None => add_device(conn, &core.keys, now, user.office_id, user.id, label)?,
    };
    let refresh = family::start(conn, &core.keys, now, user.office_id, user.id, device)?;
    resume(conn, core, user, device, refresh)
}

/// A session on a device whose refresh token has just been made.
pub(super) fn resume(
    conn: &mut AnyConnection,
    core: &Core,
    user: &UserRow,
    device: DeviceId,
    refresh: String,
) -> ApiResult<Opened> {
    let now: Stamp = core.clock.now();
    diesel::update(devices::table.find(device)).set(devices::last_seen_at.eq(now)).execute(conn)?;
    let (token, expires_at) = core.tokens.make(user.id, device, user.office_id, now)?;
    let me = me(conn, &core.keys, user)?;
    Ok(Opened { session: Session { access_token: Sensitive::new(token), expires_at, device, me }, refresh })
}

/// The account as its owner sees it.
pub(super) fn me(conn: &mut AnyConnection, keys: &Keyring, user: &UserRow) -> ApiResult<Me> {
    let person = user.person(&keys.office(conn, user.office_id)?)?;
    let office: String = offices::table.find(user.office_id).select(offices::name).get_result(conn)?;
    Ok(Me {
        id: user.id,
        office: user.office_id,
        office_name: yaninda_shared::values::ShortText::parse(&office).map_err(ApiError::internal)?,
        name: person.name,
        role: user.role,
        locale: user.locale,
        totp: user.totp.is_some(),
        must_enrol_totp: user.role.needs_totp() && user.totp.is_none(),
    })
}

/// An account by its id.
pub(super) fn find_user(conn: &mut AnyConnection, id: UserId) -> ApiResult<UserRow> {
    Ok(users::table.find(id).get_result(conn)?)
}
