//! Keys in memory: system keys, office keys and case keys, unwrapped lazily and kept.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, KeyId, OfficeId},
    values::Stamp,
};
use zeroize::Zeroizing;

use super::{MacKey, Place, RootKey, SealError, Sealer};
use crate::{
    db::{
        AnyConnection,
        schema::{case_keys, office_keys, system_keys},
    },
    problem::ApiError,
    random::{self, Random},
};

/// Case keys kept unwrapped at most: 32 bytes each.
const CASE_KEYS: usize = 50_000;

/// A key of the whole installation.
#[derive(Clone, Debug)]
pub struct SystemKey {
    /// Its id; the `kid` of a signing key.
    pub id: KeyId,
    /// The secret.
    pub secret: Zeroizing<[u8; 32]>,
    /// Since when newer ones are used, if so.
    pub retired_at: Option<Stamp>,
}

#[derive(Default)]
struct Cache {
    offices: HashMap<OfficeId, Sealer>,
    cases: HashMap<CaseId, Sealer>,
}

/// Every key, behind one door. Cheap to clone.
#[derive(Clone)]
pub struct Keyring {
    root: Arc<RootKey>,
    random: Arc<dyn Random>,
    cache: Arc<RwLock<Cache>>,
    pepper: Sealer,
}

impl Keyring {
    /// Opens the ring; on an empty database it makes the system keys.
    pub fn open(
        conn: &mut AnyConnection,
        root: RootKey,
        random: Arc<dyn Random>,
        now: Stamp,
    ) -> Result<Self, ApiError> {
        let pepper = match Self::system_keys(conn, &root, "pepper")?.into_iter().next() {
            Some(key) => key,
            None => {
                Self::make_system_key(conn, &root, random.as_ref(), "sign", now)?;
                Self::make_system_key(conn, &root, random.as_ref(), "pepper", now)?
            }
        };
        let pepper = Sealer::new(pepper.id.raw(), pepper.secret);
        Ok(Self { root: Arc::new(root), random, cache: Arc::default(), pepper })
    }

    /// The source of randomness used for nonces and keys.
    pub fn random(&self) -> &dyn Random {
        self.random.as_ref()
    }

    /// A key for keyed hashes that must be the same in all offices (sign-in address, refresh tokens, requests).
    pub fn pepper(&self, purpose: &str) -> MacKey {
        self.pepper.derive(purpose)
    }

    /// Signing keys, newest first.
    pub fn signing_keys(&self, conn: &mut AnyConnection) -> Result<Vec<SystemKey>, ApiError> {
        Self::system_keys(conn, &self.root, "sign")
    }

    /// Makes a new signing key and retires the ones before it.
    pub fn rotate_signing_key(&self, conn: &mut AnyConnection, now: Stamp) -> Result<KeyId, ApiError> {
        self.hold_root(conn)?;
        diesel::update(
            system_keys::table.filter(system_keys::purpose.eq("sign")).filter(system_keys::retired_at.is_null()),
        )
        .set(system_keys::retired_at.eq(Some(now)))
        .execute(conn)?;
        Ok(Self::make_system_key(conn, &self.root, self.random(), "sign", now)?.id)
    }

    fn system_keys(conn: &mut AnyConnection, root: &RootKey, purpose: &str) -> Result<Vec<SystemKey>, ApiError> {
        let rows: Vec<(KeyId, Vec<u8>, Option<Stamp>)> = system_keys::table
            .filter(system_keys::purpose.eq(purpose))
            .order((system_keys::retired_at.is_not_null(), system_keys::id.desc()))
            .select((system_keys::id, system_keys::wrapped, system_keys::retired_at))
            .load(conn)?;
        rows.into_iter()
            .map(|(id, wrapped, retired_at)| {
                let secret = unwrap(root.sealer(), Place::new("system_keys.wrapped", id.raw()), &wrapped)?;
                Ok(SystemKey { id, secret, retired_at })
            })
            .collect()
    }

    fn make_system_key(
        conn: &mut AnyConnection,
        root: &RootKey,
        random: &dyn Random,
        purpose: &str,
        now: Stamp,
    ) -> Result<SystemKey, ApiError> {
        let id = KeyId::from_raw(random::id(random, now));
        let secret = Zeroizing::new(random::bytes::<32>(random));
        let wrapped =
            root.sealer().seal_bytes(random, Place::new("system_keys.wrapped", id.raw()), secret.as_slice())?;
        diesel::insert_into(system_keys::table)
            .values((
                system_keys::id.eq(id),
                system_keys::purpose.eq(purpose),
                system_keys::wrapped.eq(wrapped),
                system_keys::root_key.eq(root.id()),
                system_keys::created_at.eq(now),
            ))
            .execute(conn)?;
        Ok(SystemKey { id, secret, retired_at: None })
    }

    /// Makes the key of a new office. Errors: the root key was changed since this ring was opened.
    pub fn make_office_key(&self, conn: &mut AnyConnection, office: OfficeId, now: Stamp) -> Result<Sealer, ApiError> {
        self.hold_root(conn)?;
        let id = random::id(self.random(), now);
        let key = Zeroizing::new(random::bytes::<32>(self.random()));
        let wrapped =
            self.root.sealer().seal_bytes(self.random(), Place::new("office_keys.wrapped", id), key.as_slice())?;
        diesel::insert_into(office_keys::table)
            .values((
                office_keys::office_id.eq(office),
                office_keys::id.eq(KeyId::from_raw(id)),
                office_keys::wrapped.eq(wrapped),
                office_keys::root_key.eq(self.root.id()),
                office_keys::created_at.eq(now),
            ))
            .execute(conn)?;
        Ok(Sealer::new(id, key))
    }

    /// Holds the root key as it is until the transaction ends: whoever changes it waits, and then wraps this key too.
    fn hold_root(&self, conn: &mut AnyConnection) -> Result<(), ApiError> {
        let present = system_keys::table
            .filter(system_keys::purpose.eq("pepper"))
            .filter(system_keys::root_key.eq(self.root.id()));
        let held = diesel::update(present).set(system_keys::root_key.eq(self.root.id())).execute(conn)?;
        if held == 0 { Err(SealError::OtherKey.into()) } else { Ok(()) }
    }

    /// The key of an office.
    pub fn office(&self, conn: &mut AnyConnection, office: OfficeId) -> Result<Sealer, ApiError> {
        if let Some(sealer) = self.cached(|cache| cache.offices.get(&office).cloned()) {
            return Ok(sealer);
        }
        let (id, wrapped): (KeyId, Vec<u8>) = office_keys::table
            .filter(office_keys::office_id.eq(office))
            .filter(office_keys::retired_at.is_null())
            .select((office_keys::id, office_keys::wrapped))
            .get_result(conn)
            .optional()?
            .ok_or(SealError::NoKey)?;
        let key = unwrap(self.root.sealer(), Place::new("office_keys.wrapped", id.raw()), &wrapped)?;
        let sealer = Sealer::new(id.raw(), key);
        self.remember(|cache| cache.offices.insert(office, sealer.clone()));
        Ok(sealer)
    }

    /// A key for equality tokens of one purpose inside an office.
    pub fn office_token(&self, conn: &mut AnyConnection, office: OfficeId, purpose: &str) -> Result<MacKey, ApiError> {
        Ok(self.office(conn, office)?.derive(purpose))
    }

    /// Makes the key of a new case. It is not cached: its transaction may still roll back. One that an earlier try
    /// of the same case left behind is forgotten.
    pub fn make_case_key(
        &self,
        conn: &mut AnyConnection,
        office: OfficeId,
        case: CaseId,
        now: Stamp,
    ) -> Result<Sealer, ApiError> {
        self.remember(|cache| cache.cases.remove(&case));
        let outer = self.office(conn, office)?;
        let id = random::id(self.random(), now);
        let key = Zeroizing::new(random::bytes::<32>(self.random()));
        let wrapped = outer.seal_bytes(self.random(), Place::new("case_keys.wrapped", case.raw()), key.as_slice())?;
        diesel::insert_into(case_keys::table)
            .values((
                case_keys::office_id.eq(office),
                case_keys::case_id.eq(case),
                case_keys::id.eq(KeyId::from_raw(id)),
                case_keys::wrapped.eq(wrapped),
                case_keys::office_key.eq(KeyId::from_raw(outer.id())),
                case_keys::created_at.eq(now),
            ))
            .execute(conn)?;
        Ok(Sealer::new(id, key))
    }

    /// The key of a case.
    pub fn case(&self, conn: &mut AnyConnection, office: OfficeId, case: CaseId) -> Result<Sealer, ApiError> {
        self.cases(conn, office, &[case])?.remove(&case).ok_or_else(|| SealError::NoKey.into())
    }

    /// The keys of several cases; those that have none (erased) are left out.
    pub fn cases(
        &self,
        conn: &mut AnyConnection,
        office: OfficeId,
        cases: &[CaseId],
    ) -> Result<HashMap<CaseId, Sealer>, ApiError> {
        let mut found: HashMap<CaseId, Sealer> = self
            .cached(|cache| cases.iter().filter_map(|case| Some((*case, cache.cases.get(case)?.clone()))).collect());
        let missing: Vec<CaseId> = cases.iter().copied().filter(|case| !found.contains_key(case)).collect();
        if missing.is_empty() {
            return Ok(found);
        }
        let outer = self.office(conn, office)?;
        for chunk in missing.chunks(1000) {
            let rows: Vec<(CaseId, KeyId, Vec<u8>)> = case_keys::table
                .filter(case_keys::office_id.eq(office))
                .filter(case_keys::case_id.eq_any(chunk))
                .select((case_keys::case_id, case_keys::id, case_keys::wrapped))
                .load(conn)?;
            for (case, id, wrapped) in rows {
                let key = unwrap(&outer, Place::new("case_keys.wrapped", case.raw()), &wrapped)?;
                found.insert(case, Sealer::new(id.raw(), key));
            }
        }
        self.remember(|cache| {
            if cache.cases.len() + missing.len() > CASE_KEYS {
                cache.cases.clear();
            }
            for case in &missing {
                if let Some(sealer) = found.get(case) {
                    cache.cases.insert(*case, sealer.clone());
                }
            }
        });
        Ok(found)
    }

    /// Wraps the key of a case under the key of another office and gives it to that office. The key itself, and with
    /// it everything sealed under it, stays as it is.
    pub fn rewrap_case(
        &self,
        conn: &mut AnyConnection,
        from: OfficeId,
        to: OfficeId,
        case: CaseId,
    ) -> Result<(), ApiError> {
        let wrapped: Vec<u8> = case_keys::table.find((from, case)).select(case_keys::wrapped).get_result(conn)?;
        let place = Place::new("case_keys.wrapped", case.raw());
        let key = unwrap(&self.office(conn, from)?, place, &wrapped)?;
        let outer = self.office(conn, to)?;
        diesel::update(case_keys::table.find((from, case)))
            .set((
                case_keys::office_id.eq(to),
                case_keys::wrapped.eq(outer.seal_bytes(self.random(), place, key.as_slice())?),
                case_keys::office_key.eq(KeyId::from_raw(outer.id())),
            ))
            .execute(conn)?;
        Ok(())
    }

    /// Wraps every office and system key under another root key.
    pub fn rewrap(&self, conn: &mut AnyConnection, next: &RootKey) -> Result<usize, ApiError> {
        // First, so that no office's key is made under the former root key meanwhile.
        self.hold_root(conn)?;
        let mut count = 0;
        let offices: Vec<(OfficeId, KeyId, Vec<u8>)> =
            office_keys::table.select((office_keys::office_id, office_keys::id, office_keys::wrapped)).load(conn)?;
        for (office, id, wrapped) in offices {
            let place = Place::new("office_keys.wrapped", id.raw());
            let key = unwrap(self.root.sealer(), place, &wrapped)?;
            let wrapped = next.sealer().seal_bytes(self.random(), place, key.as_slice())?;
            diesel::update(office_keys::table.find((office, id)))
                .set((office_keys::wrapped.eq(wrapped), office_keys::root_key.eq(next.id())))
                .execute(conn)?;
            count += 1;
        }
        let systems: Vec<(KeyId, Vec<u8>)> =
            system_keys::table.select((system_keys::id, system_keys::wrapped)).load(conn)?;
        for (id, wrapped) in systems {
            let place = Place::new("system_keys.wrapped", id.raw());
            let key = unwrap(self.root.sealer(), place, &wrapped)?;
            let wrapped = next.sealer().seal_bytes(self.random(), place, key.as_slice())?;
            diesel::update(system_keys::table.find(id))
                .set((system_keys::wrapped.eq(wrapped), system_keys::root_key.eq(next.id())))
                .execute(conn)?;
            count += 1;
        }
        Ok(count)
    }

    fn cached<T>(&self, look: impl FnOnce(&Cache) -> T) -> T {
        look(&self.cache.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn remember<T>(&self, change: impl FnOnce(&mut Cache) -> T) {
        change(&mut self.cache.write().unwrap_or_else(PoisonError::into_inner));
    }
}

fn unwrap(outer: &Sealer, place: Place, wrapped: &[u8]) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let clear = outer.open_bytes(place, wrapped)?;
    let key: [u8; 32] = clear.as_slice().try_into().map_err(|_| SealError::Shape)?;
    Ok(Zeroizing::new(key))
}
