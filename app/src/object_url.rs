//! An address of a blob in memory, taken back when it is dropped; and saving one as a file.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::browser;

/// `blob:…`
pub(crate) struct ObjectUrl(String);

impl ObjectUrl {
    /// Makes the address.
    pub(crate) fn new(blob: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(blob).ok().map(Self)
    }

    /// The address.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// Hands a part of a file (a blob, a text) to the browser to be saved under a name that says nothing about anybody; as
/// plain bytes, so that no browser opens it by itself.
pub(crate) async fn save(part: &JsValue, name: &str) {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/octet-stream");
    let parts = js_sys::Array::of1(part);
    let Ok(blob) = Blob::new_with_blob_sequence_and_options(&parts, &kind) else { return };
    let (Some(url), Some(document)) = (ObjectUrl::new(&blob), browser::document()) else { return };
    if let Ok(link) = document.create_element("a") {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(url.as_str());
        link.set_download(name);
        link.click();
        // The browser takes its copy before the address goes.
        browser::sleep(1000).await;
    }
}
