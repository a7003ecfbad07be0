//! Whether a root key opens what it should. Unlike opening a [`Keyring`](super::Keyring), this makes nothing.

use diesel::prelude::*;
use yaninda_shared::ids::KeyId;

use super::{Place, RootKey, SealError};
use crate::{
    db::{
        AnyConnection,
        schema::{case_keys, cases, office_keys, system_keys},
    },
    problem::ApiResult,
};

/// How many keys there are, and whether the root key opens them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// System keys and office keys that it opens.
    pub opened: usize,
    /// Those that it does not open: wrapped by another root key, or damaged.
    pub refused: usize,
    /// Cases that have no key: erased, or lost.
    pub cases_without_key: i64,
}

/// Tries the root key on every system key and office key.
pub fn opens(conn: &mut AnyConnection, root: &RootKey) -> ApiResult<Opened> {
    let systems: Vec<(KeyId, Vec<u8>)> =
        system_keys::table.select((system_keys::id, system_keys::wrapped)).load(conn)?;
    let offices: Vec<(KeyId, Vec<u8>)> =
        office_keys::table.select((office_keys::id, office_keys::wrapped)).load(conn)?;
    let tries = systems
        .iter()
        .map(|(id, wrapped)| try_one(root, "system_keys.wrapped", *id, wrapped))
        .chain(offices.iter().map(|(id, wrapped)| try_one(root, "office_keys.wrapped", *id, wrapped)));
    let (good, bad): (Vec<_>, Vec<_>) = tries.partition(Result::is_ok);
    let held =
        case_keys::table.filter(case_keys::office_id.eq(cases::office_id)).filter(case_keys::case_id.eq(cases::id));
    let cases_without_key =
        cases::table.filter(diesel::dsl::not(diesel::dsl::exists(held))).count().get_result(conn)?;
    Ok(Opened { opened: good.len(), refused: bad.len(), cases_without_key })
}

fn try_one(root: &RootKey, column: &'static str, id: KeyId, wrapped: &[u8]) -> Result<(), SealError> {
    root.sealer().open_bytes(Place::new(column, id.raw()), wrapped).map(drop)
}
