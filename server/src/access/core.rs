//! What every request shares. The store is visible to this folder alone: handlers never see a pool.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use yaninda_shared::values::{NaiveDate, Stamp};

use super::token::TokenMaker;
use crate::{
    audit::ReadLog,
    cases::NameIndex,
    config::Settings,
    db::{AnyConnection, Store},
    outbox::Queue,
    papers::Press,
    problem::{ApiError, ApiResult},
    random::Random,
    releases::Publisher,
    seal::{Keyring, RootKey},
    sessions::Hashers,
    time::{Clock, day_in, midnight_in},
};

/// What a server is started with.
pub struct Parts {
    pub store: Store,
    pub root_key: RootKey,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub settings: Settings,
}

/// Shared state, behind the access extractors.
#[derive(Clone)]
pub struct Core {
    pub(super) store: Store,
    /// Keys for sealing.
    pub keys: Keyring,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// What the operator decided.
    pub settings: Arc<Settings>,
    /// Makes and checks access tokens.
    pub tokens: TokenMaker,
    /// Hashes passwords, a few at a time.
    pub hashing: Hashers,
    /// Makes papers, a few at a time.
    pub press: Press,
    /// Names of cases in memory, for search.
    pub names: NameIndex,
    /// What is known of mail that waits.
    pub mail: Queue,
    /// Wakes whoever decides what is published.
    pub publisher: Publisher,
    pub(super) read_log: ReadLog,
    /// False once the database failed its own check.
    sound: Arc<AtomicBool>,
    /// When an unknown signing key was last looked for, in microseconds.
    looked_for_key: Arc<AtomicI64>,
}

/// Microseconds between two looks for an unknown signing key.
const RELOAD_PAUSE: i64 = 5_000_000;

impl Core {
    /// Opens keys and starts the read log. Must be called inside the async runtime.
    pub async fn start(parts: Parts) -> ApiResult<Self> {
        let Parts { store, root_key, clock, random, settings } = parts;
        let now = clock.now();
        let (keys, signing) = store
            .write(move |conn| {
                let keys = Keyring::open(conn, root_key.clone(), random.clone(), now)?;
                let signing = keys.signing_keys(conn)?;
                Ok::<_, ApiError>((keys, signing))
            })
            .await?;
        let tokens = TokenMaker::new(signing, settings.origin.clone())?;
        let mail = Queue::open(&settings).map_err(ApiError::internal)?;
        let read_log = ReadLog::start(store.clone(), clock.clone(), settings.time_zone);
        Ok(Self {
            store,
            keys,
            clock,
            settings: Arc::new(settings),
            tokens,
            hashing: Hashers::default(),
            press: Press::default(),
            names: NameIndex::default(),
            mail,
            publisher: Publisher::default(),
            read_log,
            sound: Arc::new(AtomicBool::new(true)),
            looked_for_key: Arc::default(),
        })
    }

    /// The programme's day at this instant.
    #[must_use]
    pub fn day(&self, at: Stamp) -> NaiveDate {
        day_in(self.settings.time_zone, at)
    }

    /// When a day of the programme begins. Where a zone leaves midnight out, the first instant after it.
    #[must_use]
    pub fn midnight(&self, day: NaiveDate) -> Stamp {
        midnight_in(self.settings.time_zone, day)
    }

    /// The programme's day.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.day(self.clock.now())
    }

    /// Whether the database answers; for the readiness probe.
    pub async fn is_ready(&self) -> bool {
        if !self.sound.load(Ordering::Relaxed) {
            return false;
        }
        let answer = self.store.read(|conn| Ok::<_, ApiError>(crate::db::is_current(conn).unwrap_or(false)));
        answer.await.unwrap_or(false)
    }

    /// Lets SQLite check its own file; a bad one turns readiness red until the server is started on a good one.
    pub async fn check_database(&self) -> ApiResult<()> {
        let found = self.store.read(|conn| crate::db::quick_check(conn).map_err(ApiError::from)).await?;
        if let Some(first) = found {
            tracing::error!(first, "the database is damaged; restore a backup");
            self.sound.store(false, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Picks up a signing key that another server may have made and used before we heard of it, but not again within
    /// seconds: whoever makes up keys must not keep the database busy.
    pub(super) async fn look_for_signing_key(&self) -> ApiResult<()> {
        let now = self.clock.now().micros();
        let looked = self.looked_for_key.load(Ordering::Relaxed);
        let due = now >= looked.saturating_add(RELOAD_PAUSE);
        if due && self.looked_for_key.compare_exchange(looked, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            self.reload_signing_keys().await?;
        }
        Ok(())
    }

    /// Takes up the signing keys as they are in the database.
    pub async fn reload_signing_keys(&self) -> ApiResult<()> {
        let keys = self.keys.clone();
        let signing = self.store.read(move |conn: &mut AnyConnection| keys.signing_keys(conn)).await?;
        self.tokens.replace(signing)
    }
}
