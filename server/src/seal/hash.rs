//! Keyed hashes (HMAC-SHA-256) and derived keys (HKDF-SHA-256).

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// SHA-256 of several parts, each preceded by its length.
#[must_use]
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// Compares without telling where two values differ.
#[must_use]
pub fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    use subtle::ConstantTimeEq;
    a.ct_eq(b).into()
}

/// A key for keyed hashes of one purpose.
#[derive(Clone)]
pub struct MacKey(Zeroizing<[u8; 32]>);

impl MacKey {
    /// Derives a key for one purpose.
    pub(super) fn derive(secret: &[u8; 32], purpose: &str) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        // Expanding to 32 bytes cannot fail: the limit is 255 blocks.
        let _ = Hkdf::<Sha256>::new(None, secret).expand(purpose.as_bytes(), key.as_mut_slice());
        Self(key)
    }

    /// Keyed hash of several parts, each preceded by its length.
    #[must_use]
    pub fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        // HMAC takes keys of every length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.as_slice()) else { return [0; 32] };
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// Sixteen bytes of the keyed hash: an equality token for look-ups.
    #[must_use]
    pub fn token(&self, parts: &[&[u8]]) -> Vec<u8> {
        self.mac(parts).iter().copied().take(16).collect()
    }
}

impl std::fmt::Debug for MacKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MacKey(…)")
    }
}
