//! The clock, injected so that tests can move it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use yaninda_shared::values::{NaiveDate, Stamp};

/// Tells the time.
pub trait Clock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Stamp;

    /// The UTC day.
    fn today(&self) -> NaiveDate {
        self.now().day()
    }
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
    fn now(&self) -> Stamp {
        chrono::Utc::now().into()
    }
}

/// A clock that tests set and move.
#[derive(Clone, Debug)]
pub struct FixedClock(Arc<AtomicI64>);

impl FixedClock {
    /// Starts at this time.
    #[must_use]
    pub fn at(stamp: Stamp) -> Self {
        Self(Arc::new(AtomicI64::new(stamp.micros())))
    }

    /// Moves on by so many seconds.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Stamp {
        Stamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}
