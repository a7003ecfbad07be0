//! The names of every office that searched, shared by all requests: looked at by many at a time, brought up to date by
//! one.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use diesel::prelude::*;
use yaninda_shared::ids::OfficeId;

use super::names::OfficeNames;
use crate::{
    db::{AnyConnection, each, schema::feed_heads},
    problem::ApiResult,
    seal::Keyring,
};

/// Names of every office that has searched since the server started.
#[derive(Clone, Default)]
pub struct NameIndex(Arc<Mutex<HashMap<OfficeId, Arc<RwLock<OfficeNames>>>>>);

impl std::fmt::Debug for NameIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NameIndex(…)")
    }
}

impl NameIndex {
    /// Brings an office's names up to date and looks at them. Only from a read: a unit of work sees what may still be
    /// rolled back.
    pub fn look<T>(
        &self,
        conn: &mut AnyConnection,
        keys: &Keyring,
        office: OfficeId,
        look: impl FnOnce(&OfficeNames) -> T,
    ) -> ApiResult<T> {
        let names = self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(office).or_default().clone();
        // Read before the rows: what commits in between is read again next time, never missed.
        let head: i64 = each!(conn, |c| feed_heads::table.find(office).select(feed_heads::seq).get_result(c))?;
        let current = names.read().unwrap_or_else(PoisonError::into_inner);
        if current.reaches(head) {
            return Ok(look(&current));
        }
        drop(current);
        let mut names = names.write().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = names.refresh(conn, keys, office, head) {
            // Half of a change may be in: start again with the next search.
            *names = OfficeNames::default();
            return Err(error);
        }
        Ok(look(&names))
    }
}
