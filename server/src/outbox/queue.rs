//! What a server knows of its own sending: that something may be waiting, and what holds up the whole queue. Other servers
//! notice such trouble by themselves.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::sync::Notify;
use yaninda_shared::{mail::MailPause, values::Stamp};

use super::transport::Carrier;
use crate::{
    config::{ConfigError, Settings},
    random::{self, Random},
};

/// Seconds until a held-up queue is tried again: at first, and at most.
const FIRST: i64 = 10;
const MOST: i64 = 300;

/// Shared by whoever queues, sends, and shows how mail fares.
#[derive(Clone)]
pub struct Queue {
    carrier: Arc<Carrier>,
    waiting: Arc<Notify>,
    trouble: Arc<Mutex<Option<Trouble>>>,
    closed: Arc<AtomicBool>,
}

/// What holds up the queue, and how often it has in a row.
#[derive(Clone, Copy, Debug)]
struct Trouble {
    why: MailPause,
    tries: u32,
    again_at: Stamp,
}

impl Queue {
    /// With what carries mail by these settings.
    pub fn open(settings: &Settings) -> Result<Self, ConfigError> {
        Ok(Self {
            carrier: Arc::new(Carrier::open(settings)?),
            waiting: Arc::default(),
            trouble: Arc::default(),
            closed: Arc::default(),
        })
    }

    /// What carries mail.
    #[must_use]
    pub fn carrier(&self) -> &Arc<Carrier> {
        &self.carrier
    }

    /// Something was queued; its unit of work may still have to commit. While mail is held up nobody needs to look at once.
    pub fn wake(&self) {
        if self.goes() {
            self.waiting.notify_one();
        }
    }

    /// Nothing is begun any more: the server stops.
    pub fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
        self.waiting.notify_waiters();
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    /// Waits until something was queued, at most so long; answers whether it was.
    pub(super) async fn wait(&self, most: Duration) -> bool {
        tokio::time::timeout(most, self.waiting.notified()).await.is_ok()
    }

    /// What holds up the queue.
    #[must_use]
    pub fn paused(&self) -> Option<MailPause> {
        match self.carrier.as_ref() {
            Carrier::Nothing => Some(MailPause::NotSetUp),
            Carrier::Folder(_) | Carrier::Smtp(..) => self.lock().map(|trouble| trouble.why),
        }
    }

    /// Whether mail goes, as far as we know.
    pub(super) fn goes(&self) -> bool {
        self.paused().is_none()
    }

    /// Whether the mail server gives trouble: what is queued now does not leave at once.
    #[must_use]
    pub fn is_in_trouble(&self) -> bool {
        self.lock().is_some()
    }

    /// Whether it is time to try again; then it is for whoever asked, and for nobody else meanwhile.
    pub(super) fn take_turn(&self, now: Stamp) -> bool {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        match trouble.as_mut() {
            Some(trouble) if now >= trouble.again_at => {
                trouble.again_at = now.plus_seconds(MOST);
                true
            }
            _ => false,
        }
    }

    /// Holds up the queue; each time in a row for longer. `again` says that it was held up already and tried again.
    pub(super) fn pause(&self, why: MailPause, again: bool, now: Stamp, random: &dyn Random) {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        // Several mails in flight meet the same trouble; that is one.
        if !again && trouble.is_some() {
            return;
        }
        let tries = trouble.map_or(0, |before| before.tries + 1);
        let seconds = FIRST.saturating_mul(1 << tries.min(10)).min(MOST);
        let jitter = i64::from(u8::from_be_bytes(random::bytes(random))) * seconds / 1024;
        *trouble = Some(Trouble { why, tries, again_at: now.plus_seconds(seconds + jitter) });
        drop(trouble);
        tracing::error!(why = why.as_str(), seconds, "mail is held up; `yaninda doctor` says what is wrong");
    }

    /// Mail goes again.
    pub(super) fn resume(&self) {
        let held = self.trouble.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(trouble) = held {
            tracing::info!(why = trouble.why.as_str(), "mail goes again");
        }
    }

    fn lock(&self) -> Option<Trouble> {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Queue").field("paused", &self.paused()).finish_non_exhaustive()
    }
}
