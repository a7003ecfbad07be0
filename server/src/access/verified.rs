//! Tokens whose signature was found right: a phone sends the same one with every request for ten minutes, and checking
//! it again is a tenth of the work of a short request.
//!
//! Only what the token says is remembered. Its times are compared with every use, and whether the user and the device
//! may still act is read from the database as ever.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use super::token::AccessToken;
use crate::seal::sha256;

/// Most tokens remembered; then all are checked afresh.
const MOST: usize = 4096;

/// By the hash of the whole token: one that differs in a single bit is another.
#[derive(Default)]
pub(super) struct Verified(RwLock<HashMap<[u8; 32], AccessToken>>);

impl Verified {
    pub(super) fn find(&self, token: &str) -> Option<AccessToken> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&sha256(&[token.as_bytes()])).cloned()
    }

    pub(super) fn keep(&self, token: &str, claims: &AccessToken) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(sha256(&[token.as_bytes()]), claims.clone());
    }

    /// Forgets all: the keys changed.
    pub(super) fn clear(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
