//! The root key: 32 bytes, hexadecimal, in a file outside the data folder, in the environment, or from a command.

use std::path::Path;

use data_encoding::HEXLOWER_PERMISSIVE;
use uuid::Uuid;
use yaninda_shared::ids::RawId;
use zeroize::Zeroizing;

use super::{Sealer, sha256};

/// Why there is no root key.
#[derive(Debug, thiserror::Error)]
pub enum RootKeyError {
    #[error("the root key must be 64 hexadecimal digits")]
    Malformed,
    #[error("the root key file {path} cannot be read: {error}")]
    File { path: String, error: std::io::Error },
    #[error("the root key file {0} may be read by others; make it mode 0600")]
    Permissions(String),
}

/// The key that wraps all others.
#[derive(Clone, Debug)]
pub struct RootKey(Sealer);

impl RootKey {
    /// Parses 64 hexadecimal digits. Its id is made from its hash, so that a wrap says which root key made it.
    pub fn parse(text: &str) -> Result<Self, RootKeyError> {
        let bytes =
            Zeroizing::new(HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).map_err(|_| RootKeyError::Malformed)?);
        let key: [u8; 32] = bytes.as_slice().try_into().map_err(|_| RootKeyError::Malformed)?;
        Ok(Self::new(key))
    }

    /// Takes 32 bytes.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        let hash = sha256(&[b"yaninda root key id", &key]);
        let mut id = [0; 16];
        for (to, from) in id.iter_mut().zip(hash) {
            *to = from;
        }
        Self(Sealer::new(RawId(Uuid::from_bytes(id)), Zeroizing::new(key)))
    }

    /// The text of a key file, which nobody else may read.
    pub fn read_text(path: &Path) -> Result<Zeroizing<String>, RootKeyError> {
        let show = || path.display().to_string();
        let fail = |error| RootKeyError::File { path: show(), error };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            if std::fs::metadata(path).map_err(fail)?.permissions().mode() & 0o077 != 0 {
                return Err(RootKeyError::Permissions(show()));
            }
        }
        Ok(Zeroizing::new(std::fs::read_to_string(path).map_err(fail)?))
    }

    /// Short text id, stored beside every wrap.
    #[must_use]
    pub fn id(&self) -> String {
        self.0.id().0.simple().to_string()
    }

    pub(super) fn sealer(&self) -> &Sealer {
        &self.0
    }
}
