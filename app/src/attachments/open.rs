//! Opening a file: a photo is shown in the app, a PDF is downloaded and never shown inline. The address of the blob is
//! taken back as soon as it is not needed.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement};
use yaninda_shared::attachments::{AttachmentRecord, MediaType};

use super::object_url::ObjectUrl;
use crate::{
    browser,
    components::{FailureNote, Sheet, Skeleton},
    i18n::{k, t},
    store::{self, Failure},
};

/// The photo over the work, while `open`.
#[component]
pub(super) fn Photo(open: RwSignal<bool>, shown: RwSignal<Option<AttachmentRecord>>) -> impl IntoView {
    view! {
        <Sheet open=open title=t(k::FILES_PHOTO)>
            {shown.get_untracked().map(|file| view! { <Picture file=file/> })}
        </Sheet>
    }
}

#[component]
fn Picture(file: AttachmentRecord) -> impl IntoView {
    let answer = RwSignal::new_local(None::<Result<ObjectUrl, Failure>>);
    spawn_local(async move {
        let got = store::attachments::content(&file).await;
        let got = got.map(|blob| ObjectUrl::new(&blob));
        // If the sheet is gone by now, the address is dropped with the refused value.
        answer.try_set(match got {
            Ok(Some(url)) => Some(Ok(url)),
            Ok(None) => None,
            Err(failure) => Some(Err(failure)),
        });
    });
    view! {
        <div class="sheet-body">
            {move || answer.with(|answer| match answer {
                None => view! { <Skeleton/> }.into_any(),
                Some(Err(failure)) => view! { <FailureNote failure=failure.clone()/> }.into_any(),
                Some(Ok(url)) => view! {
                    <img class="photo" src=url.as_str().to_owned() alt=t(k::FILES_PHOTO_ALT) data-test="photo"/>
                }.into_any(),
            })}
        </div>
    }
}

/// Downloads a PDF under a neutral name.
pub(super) async fn download(file: &AttachmentRecord) -> Result<(), Failure> {
    let blob = store::attachments::content(file).await?;
    // As plain bytes, so that no browser opens it by itself.
    let kind = BlobPropertyBag::new();
    kind.set_type("application/octet-stream");
    let parts = js_sys::Array::of1(&blob);
    let Ok(blob) = Blob::new_with_blob_sequence_and_options(&parts, &kind) else { return Ok(()) };
    let (Some(url), Some(document)) = (ObjectUrl::new(&blob), browser::document()) else { return Ok(()) };
    if let Ok(link) = document.create_element("a") {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(url.as_str());
        link.set_download(name(file.media_type));
        link.click();
        // The browser takes its copy before the address goes.
        browser::sleep(1000).await;
    }
    Ok(())
}

const fn name(media_type: MediaType) -> &'static str {
    match media_type {
        MediaType::Jpeg => "photo.jpg",
        MediaType::Pdf => "document.pdf",
    }
}
