//! One sealed value: `version(1) | key id(16) | nonce(24) | ciphertext and tag`.

use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use serde::{Serialize, de::DeserializeOwned};
use yaninda_shared::ids::RawId;
use zeroize::Zeroizing;

use crate::random::{self, Random};

const VERSION: u8 = 1;
const HEAD: usize = 1 + 16 + 24;

/// Why a value could not be sealed or opened. Says nothing about the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    #[error("a sealed value is malformed")]
    Malformed,
    #[error("a sealed value belongs to another key")]
    OtherKey,
    #[error("a sealed value does not authenticate: altered, moved, or the wrong key")]
    Forged,
    #[error("a sealed value holds something unexpected")]
    Shape,
    #[error("the key is not there: erased, or never made")]
    NoKey,
}

/// Where a sealed value stands; bound into it.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Table and column, for instance `services.sealed`.
    pub column: &'static str,
    /// The record, or for a chunk the attachment.
    pub record: RawId,
    /// Position inside the record, 0 but for chunks.
    pub part: u32,
}

impl Place {
    /// The only value in this column of this record.
    pub fn new(column: &'static str, record: RawId) -> Self {
        Self { column, record, part: 0 }
    }

    fn associated(&self, key: RawId) -> Vec<u8> {
        let mut data = Vec::with_capacity(self.column.len() + 38);
        data.push(VERSION);
        data.extend_from_slice(self.column.as_bytes());
        data.push(0);
        data.extend_from_slice(self.record.0.as_bytes());
        data.extend_from_slice(&self.part.to_be_bytes());
        data.extend_from_slice(key.0.as_bytes());
        data
    }
}

/// Seals and opens under one key. The key is wiped on drop.
#[derive(Clone)]
pub struct Sealer {
    id: RawId,
    key: Zeroizing<[u8; 32]>,
}

impl Sealer {
    /// Takes a key and its id.
    pub fn new(id: RawId, key: Zeroizing<[u8; 32]>) -> Self {
        Self { id, key }
    }

    /// Id of the key.
    pub fn id(&self) -> RawId {
        self.id
    }

    /// A key derived from this one for one purpose (HKDF-SHA-256).
    pub fn derive(&self, purpose: &str) -> super::MacKey {
        super::MacKey::derive(&self.key, purpose)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(*self.key))
    }

    /// Seals bytes.
    pub fn seal_bytes(&self, random: &dyn Random, place: Place, clear: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce: [u8; 24] = random::bytes(random);
        let aad = place.associated(self.id);
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), Payload { msg: clear, aad: &aad })
            .map_err(|_| SealError::Malformed)?;
        let mut out = Vec::with_capacity(HEAD + sealed.len());
        out.push(VERSION);
        out.extend_from_slice(self.id.0.as_bytes());
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    /// Opens bytes.
    pub fn open_bytes(&self, place: Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (head, body) = sealed.split_at_checked(HEAD).ok_or(SealError::Malformed)?;
        let (&version, rest) = head.split_first().ok_or(SealError::Malformed)?;
        let (key, nonce) = rest.split_at_checked(16).ok_or(SealError::Malformed)?;
        if version != VERSION {
            return Err(SealError::Malformed);
        }
        if key != self.id.0.as_bytes() {
            return Err(SealError::OtherKey);
        }
        let nonce: [u8; 24] = nonce.try_into().map_err(|_| SealError::Malformed)?;
        let aad = place.associated(self.id);
        self.cipher()
            .decrypt(&XNonce::from(nonce), Payload { msg: body, aad: &aad })
            .map(Zeroizing::new)
            .map_err(|_| SealError::Forged)
    }

    /// Seals a value as JSON.
    pub fn seal<T: Serialize>(&self, random: &dyn Random, place: Place, value: &T) -> Result<Vec<u8>, SealError> {
        let clear = Zeroizing::new(serde_json::to_vec(value).map_err(|_| SealError::Shape)?);
        self.seal_bytes(random, place, &clear)
    }

    /// Opens a value sealed as JSON.
    pub fn open<T: DeserializeOwned>(&self, place: Place, sealed: &[u8]) -> Result<T, SealError> {
        let clear = self.open_bytes(place, sealed)?;
        serde_json::from_slice(&clear).map_err(|_| SealError::Shape)
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealer({:?})", self.id)
    }
}
