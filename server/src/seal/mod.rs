//! Sealed data: XChaCha20-Poly1305 under a key of the case, wrapped by the office key, wrapped by the root key.
//!
//! What is sealed stands in `SECURITY.md`. A sealed value carries the id of its key and is bound to its table, column
//! and record, so that it cannot be moved elsewhere.

mod check;
mod envelope;
mod hash;
mod keyring;
mod root;

pub use check::{Opened, opens};
pub use envelope::{Place, SealError, Sealer};
pub use hash::{MacKey, constant_time_eq, sha256};
pub use keyring::{Keyring, SystemKey};
pub use root::{RootKey, RootKeyError};
