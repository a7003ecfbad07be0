//! Opening a file: a photo is shown in the app, a PDF is downloaded and never shown inline. The address of the blob is
//! taken back as soon as it is not needed.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::attachments::{AttachmentRecord, MediaType};

use crate::{
    components::{FailureNote, Sheet, Skeleton},
    i18n::{k, t},
    object_url::{ObjectUrl, save},
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
    save(&blob.into(), name(file.media_type)).await;
    Ok(())
}

const fn name(media_type: MediaType) -> &'static str {
    match media_type {
        MediaType::Jpeg => "photo.jpg",
        MediaType::Pdf => "document.pdf",
    }
}
