//! The secret in a workshop's link: a keyed hash, so that it can be shown and printed again while only its SHA-256 is stored.

use data_encoding::BASE32_NOPAD;
use diesel::prelude::*;
use yaninda_shared::ids::WorkshopId;

use super::row::WorkshopRow;
use crate::{
    access::Core,
    db::{AnyConnection, schema::workshops},
    problem::ApiResult,
    seal::{Keyring, sha256},
};

/// Bytes of it: 80 bits, sixteen letters that can be typed from a sheet.
const SECRET: usize = 10;

/// The secret of the so-many-th link of a workshop.
pub(super) fn secret(keys: &Keyring, workshop: WorkshopId, number: i32) -> String {
    let mac = keys.pepper("workshop link").mac(&[workshop.raw().0.as_bytes(), &number.to_be_bytes()]);
    BASE32_NOPAD.encode(mac.get(..SECRET).unwrap_or(&mac)).to_ascii_lowercase()
}

/// What is kept of it.
pub(super) fn hash(secret: &str) -> Vec<u8> {
    sha256(&[b"workshop link", secret.as_bytes()]).to_vec()
}

/// The address for participants.
pub(super) fn address(core: &Core, row: &WorkshopRow) -> String {
    format!("{}/f/{}", core.settings.origin, secret(&core.keys, row.id, row.link_number))
}

/// The workshop whose link has this secret, in any office: nobody is signed in who could say which.
pub(super) fn find(conn: &mut AnyConnection, secret: &str) -> ApiResult<Option<WorkshopRow>> {
    if secret.len() != SECRET * 8 / 5 {
        return Ok(None);
    }
    Ok(workshops::table.filter(workshops::link_hash.eq(hash(secret))).get_result(conn).optional()?)
}
