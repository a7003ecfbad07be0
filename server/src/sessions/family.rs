//! Families of refresh tokens: one a sign-in. A token is 256 opaque bits and a keyed mark that tells whose family it is
//! of; only its keyed hash is stored.
//!
//! The successor is a keyed hash of the family and the token presented. Two tabs that refresh with the same token
//! therefore get the same successor, and a lost answer can be asked for again, without keeping any token. By the mark a
//! copy is known however old it is, without going through all that came after it.

use data_encoding::BASE64URL_NOPAD;
use diesel::prelude::*;
use yaninda_shared::{
    ids::{DeviceId, FamilyId, OfficeId, UserId},
    policy::StepUp,
    values::Stamp,
};

use crate::{
    db::{
        AnyConnection,
        schema::{devices, refresh_families},
    },
    problem::ApiResult,
    random,
    seal::{Keyring, constant_time_eq},
};

/// Seconds after which a sign-in is over whatever happens: 30 days.
pub(super) const ABSOLUTE: i64 = 30 * 86_400;
/// Seconds without a refresh after which it is over: 7 days.
pub(super) const IDLE: i64 = 7 * 86_400;
/// Seconds in which the token before still yields the same successor.
pub(super) const GRACE: i64 = 30;
/// Bytes of a token's secret, and of its mark.
const SECRET: usize = 32;
const MARK: usize = 16;
/// Characters of a token.
pub(super) const LENGTH: usize = (SECRET + MARK) * 4 / 3;

/// Table `refresh_families`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Family {
    pub id: FamilyId,
    pub office_id: OfficeId,
    pub user_id: UserId,
    pub device_id: DeviceId,
    pub current_hash: Vec<u8>,
    pub previous_hash: Option<Vec<u8>>,
    pub rotated_at: Stamp,
    pub created_at: Stamp,
    pub expires_at: Stamp,
    _revoked_at: Option<Stamp>,
    _step_up_for: Option<StepUp>,
    _step_up_until: Option<Stamp>,
}

/// What a presented token is to its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kin {
    Current,
    Previous,
    /// It was this family's once: somebody kept it.
    Ancestor,
    Stranger,
}

fn hash(keys: &Keyring, token: &str) -> Vec<u8> {
    keys.pepper("refresh token").mac(&[token.as_bytes()]).to_vec()
}

/// The mark of a secret of this family, at most [`MARK`] bytes.
fn mark(keys: &Keyring, family: FamilyId, secret: &[u8]) -> Vec<u8> {
    let whole = keys.pepper("refresh mark").mac(&[family.raw().0.as_bytes(), secret]);
    whole.into_iter().take(MARK).collect()
}

fn token(keys: &Keyring, family: FamilyId, secret: &[u8]) -> String {
    BASE64URL_NOPAD.encode(&[secret, &mark(keys, family, secret)].concat())
}

impl Family {
    /// The token that follows this one.
    pub fn successor(&self, keys: &Keyring, token: &str) -> String {
        let secret = keys.pepper("refresh successor").mac(&[self.id.raw().0.as_bytes(), token.as_bytes()]);
        self::token(keys, self.id, &secret)
    }

    /// What the token is to this family.
    pub fn kin(&self, keys: &Keyring, token: &str) -> Kin {
        let hashed = hash(keys, token);
        if constant_time_eq(&self.current_hash, &hashed) {
            return Kin::Current;
        }
        if self.previous_hash.as_ref().is_some_and(|previous| constant_time_eq(previous, &hashed)) {
            return Kin::Previous;
        }
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).unwrap_or_default();
        match bytes.split_at_checked(SECRET) {
            Some((secret, marked)) if constant_time_eq(marked, &mark(keys, self.id, secret)) => Kin::Ancestor,
            _ => Kin::Stranger,
        }
    }

    /// Puts the successor of the current token in force.
    pub fn rotate(&self, conn: &mut AnyConnection, keys: &Keyring, now: Stamp, next: &str) -> ApiResult<()> {
        let row = refresh_families::table.find(self.id).filter(refresh_families::current_hash.eq(&self.current_hash));
        diesel::update(row)
            .set((
                refresh_families::current_hash.eq(hash(keys, next)),
                refresh_families::previous_hash.eq(Some(&self.current_hash)),
                refresh_families::rotated_at.eq(now),
            ))
            .execute(conn)?;
        Ok(())
    }
}

/// The living family of a device.
pub(super) fn of_device(conn: &mut AnyConnection, device: DeviceId) -> ApiResult<Option<Family>> {
    let office: Option<OfficeId> =
        devices::table.find(device).select(devices::office_id).get_result(conn).optional()?;
    let Some(office) = office else { return Ok(None) };
    Ok(refresh_families::table
        .filter(refresh_families::office_id.eq(office))
        .filter(refresh_families::device_id.eq(device))
        .filter(refresh_families::revoked_at.is_null())
        .order(refresh_families::id.desc())
        .limit(1)
        .get_result(conn)
        .optional()?)
}

/// Starts a family and returns its first token. A device has one living family.
pub(super) fn start(
    conn: &mut AnyConnection,
    keys: &Keyring,
    now: Stamp,
    office: OfficeId,
    user: UserId,
    device: DeviceId,
) -> ApiResult<String> {
    revoke(conn, now, office, device)?;
    let id = FamilyId::from_raw(random::id(keys.random(), now));
    let token = token(keys, id, &random::bytes::<SECRET>(keys.random()));
    diesel::insert_into(refresh_families::table)
        .values((
            refresh_families::id.eq(id),
            refresh_families::office_id.eq(office),
            refresh_families::user_id.eq(user),
            refresh_families::device_id.eq(device),
            refresh_families::current_hash.eq(hash(keys, &token)),
            refresh_families::rotated_at.eq(now),
            refresh_families::created_at.eq(now),
            refresh_families::expires_at.eq(now.plus_seconds(ABSOLUTE)),
        ))
        .execute(conn)?;
    Ok(token)
}

/// Ends the refresh tokens of a device.
pub(super) fn revoke(conn: &mut AnyConnection, now: Stamp, office: OfficeId, device: DeviceId) -> ApiResult<()> {
    let living = refresh_families::table
        .filter(refresh_families::office_id.eq(office))
        .filter(refresh_families::device_id.eq(device))
        .filter(refresh_families::revoked_at.is_null());
    diesel::update(living).set(refresh_families::revoked_at.eq(Some(now))).execute(conn)?;
    Ok(())
}

/// Ends a device: its tokens, and at its next request its access.
pub(super) fn end_device(conn: &mut AnyConnection, now: Stamp, office: OfficeId, device: DeviceId) -> ApiResult<()> {
    revoke(conn, now, office, device)?;
    let row = devices::table.find(device).filter(devices::office_id.eq(office)).filter(devices::ended_at.is_null());
    diesel::update(row).set(devices::ended_at.eq(Some(now))).execute(conn)?;
    Ok(())
}

/// Ends every device of a user, but for one if so asked.
pub fn end_devices(
    conn: &mut AnyConnection,
    now: Stamp,
    office: OfficeId,
    user: UserId,
    except: Option<DeviceId>,
) -> ApiResult<()> {
    let living: Vec<DeviceId> = devices::table
        .filter(devices::office_id.eq(office))
        .filter(devices::user_id.eq(user))
        .filter(devices::ended_at.is_null())
        .select(devices::id)
        .load(conn)?;
    living.into_iter().filter(|id| Some(*id) != except).try_for_each(|id| end_device(conn, now, office, id))
}
