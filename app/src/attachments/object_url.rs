//! An address of a blob in memory, taken back when it is dropped.

use web_sys::{Blob, Url};

/// `blob:…`
pub(super) struct ObjectUrl(String);

impl ObjectUrl {
    /// Makes the address.
    pub(super) fn new(blob: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(blob).ok().map(Self)
    }

    /// The address.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}
