//! Tries of links that lead nowhere, counted by address and all together. In memory: looking must not write.
//!
//! Who tried too often is answered as if nothing were there, whatever they try next, so that the answer tells nothing.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use yaninda_shared::values::Stamp;

use crate::{
    access::{Core, Public},
    db::AnyConnection,
    problem::ApiResult,
};

/// Seconds that a try counts.
const WINDOW: i64 = 900;
/// How much may be tried.
#[derive(Clone, Copy, Debug)]
pub struct Tolerance {
    /// Tries of one address.
    address: u32,
    /// When so many were tried from everywhere, somebody guesses from many addresses: then each has few. All together are
    /// never refused, because that would shut out whoever holds a good link.
    everywhere: u32,
    few: u32,
}

impl Tolerance {
    /// Of links to one person, who needs one or two.
    pub const PERSON: Self = Self { address: 60, everywhere: 3000, few: 5 };
    /// Of links to a room: everybody in it mistypes from the same address, and 80 bits are not guessed in any number of
    /// tries that a server answers.
    pub const ROOM: Self = Self { address: 6000, everywhere: 60_000, few: 600 };
}

/// Most addresses that are remembered.
const ADDRESSES: usize = 20_000;

/// The tries of the last quarter of an hour.
pub struct Guesses {
    tolerance: Tolerance,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    all: Tries,
    by_address: HashMap<String, Tries>,
}

/// Tries of one window, which begins with the first.
#[derive(Clone, Copy, Default)]
struct Tries {
    since: i64,
    count: u32,
}

impl Tries {
    fn at(self, now: Stamp) -> u32 {
        if now.seconds() < self.since + WINDOW { self.count } else { 0 }
    }

    fn add(&mut self, now: Stamp) {
        *self = match self.at(now) {
            0 => Self { since: now.seconds(), count: 1 },
            count => Self { since: self.since, count: count.saturating_add(1) },
        };
    }
}

impl Guesses {
    /// None yet.
    #[must_use]
    pub fn new(tolerance: Tolerance) -> Self {
        Self { tolerance, seen: Mutex::default() }
    }

    /// What `look` finds behind the secret of a link, unless there is nothing or too much was tried. What leads nowhere
    /// counts as a try.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        public: &Public,
        address: &str,
        token: &str,
        look: impl FnOnce(&mut AnyConnection, &Core, &str) -> ApiResult<Option<T>> + Send + 'static,
    ) -> ApiResult<Option<T>> {
        let now = public.core().clock.now();
        if !self.may_look(address, now) {
            return Ok(None);
        }
        let token = token.to_owned();
        let found = public.core().unscoped_read(move |conn, core| look(conn, core, &token)).await?;
        if found.is_none() {
            self.missed(address, now);
        }
        Ok(found)
    }

    /// Whether what this address asks for is looked up at all.
    fn may_look(&self, address: &str, now: Stamp) -> bool {
        let most = self.tolerance;
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let own = seen.by_address.get(address).copied().unwrap_or_default();
        own.at(now) < if seen.all.at(now) < most.everywhere { most.address } else { most.few }
    }

    /// Counts a try that led nowhere.
    fn missed(&self, address: &str, now: Stamp) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.all.add(now);
        if !seen.by_address.contains_key(address) && seen.by_address.len() >= ADDRESSES {
            seen.by_address.retain(|_, tries| tries.at(now) > 0);
        }
        // Further ones are not remembered: whoever fills the memory shuts nobody out, and 160 bits are not guessed.
        if seen.by_address.len() < ADDRESSES || seen.by_address.contains_key(address) {
            seen.by_address.entry(address.to_owned()).or_default().add(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST: Tolerance = Tolerance::PERSON;

    fn now() -> Stamp {
        Stamp::from_micros(1_795_424_400_000_000)
    }

    fn miss(guesses: &Guesses, address: &str, times: u32) {
        (0..times).for_each(|_| guesses.missed(address, now()));
    }

    #[test]
    fn an_address_has_its_tries_and_then_waits_a_quarter_of_an_hour() {
        let guesses = Guesses::new(MOST);
        miss(&guesses, "192.0.2.1", MOST.address - 1);
        assert!(guesses.may_look("192.0.2.1", now()));
        miss(&guesses, "192.0.2.1", 1);
        assert!(!guesses.may_look("192.0.2.1", now()));
        assert!(guesses.may_look("192.0.2.2", now()));
        assert!(!guesses.may_look("192.0.2.1", now().plus_seconds(WINDOW - 1)));
        assert!(guesses.may_look("192.0.2.1", now().plus_seconds(WINDOW)));
    }

    #[test]
    fn who_guesses_from_everywhere_has_few_tries_an_address_and_shuts_nobody_out() {
        let guesses = Guesses::new(MOST);
        (0..MOST.everywhere).for_each(|number| guesses.missed(&format!("{number}"), now()));
        assert!(guesses.may_look("a good link", now()));
        miss(&guesses, "a bad one", MOST.few);
        assert!(!guesses.may_look("a bad one", now()));
    }

    #[test]
    fn addresses_without_end_take_no_memory_without_end() {
        let guesses = Guesses::new(MOST);
        (0..ADDRESSES + 100).for_each(|number| guesses.missed(&format!("{number}"), now()));
        assert_eq!(guesses.seen.lock().expect("no panic").by_address.len(), ADDRESSES);
        assert!(guesses.may_look("one more", now()), "nobody is shut out by others");
        guesses.missed("later", now().plus_seconds(WINDOW));
        assert_eq!(guesses.seen.lock().expect("no panic").by_address.len(), 1);
    }
}
