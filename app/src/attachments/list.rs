//! The files of one entry, covered until opened, and adding more.

use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use yaninda_shared::{
    attachments::{AttachmentRecord, MediaType},
    ids::CaseId,
    record::RecordKind,
    timeline::EntryDetail,
};

use super::{
    attach::Attach,
    open::{Photo, download},
};
use crate::{
    components::{Dialog, FailureNote, Icon, IconButton, Section, toast},
    format,
    i18n::{k, t, tf},
    store::{self, Failure, Reading},
};

/// Files of an entry; `key` is its kind, id and version. An agreement has none.
#[component]
pub fn Files(
    case: CaseId,
    detail: Reading<EntryDetail>,
    key: Signal<Option<(RecordKind, Uuid, i64)>>,
    may_write: Signal<bool>,
) -> impl IntoView {
    let on = Memo::new(move |_| key.get().filter(|key| key.0 != RecordKind::Consent).map(|(kind, id, _)| (kind, id)));
    let (photo, looking) = (RwSignal::new(None::<AttachmentRecord>), RwSignal::new(false));
    let removing = RwSignal::new(None::<AttachmentRecord>);
    let asking = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let remove = move |()| {
        let Some(file) = removing.get_untracked() else { return };
        spawn_local(async move {
            match store::attachments::remove(&file).await {
                Ok(()) => toast::say(t(k::FILES_REMOVED)),
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
        });
    };
    let files = move || {
        let files = detail.get()?.item.attachments;
        let row = move |file: AttachmentRecord| {
            let own = file.clone();
            let take_away = may_write.get().then(|| {
                let ask = move |()| {
                    removing.set(Some(own.clone()));
                    asking.set(true);
                };
                view! { <IconButton icon="trash" label=t(k::FILES_REMOVE) on_press=ask attr:data-test="remove-file"/> }
            });
            view! { <li class="files-row"><Open file=file photo=photo looking=looking failure=failure/>{take_away}</li> }
        };
        (!files.is_empty())
            .then(|| view! { <ul class="card rows" data-test="files">{files.into_iter().map(row).collect_view()}</ul> })
    };
    view! {
        <Show when=move || on.get().is_some()>
            <Section title=t(k::FILES_TITLE)>
                {files}
                {move || failure.get().map(|failure| view! { <FailureNote failure=failure/> })}
                {move || on.get().filter(|_| may_write.get()).map(|on| view! { <Attach case=case on=on/> })}
            </Section>
            <Photo open=looking shown=photo/>
            <Dialog open=asking title=t(k::FILES_REMOVE_TITLE) text=t(k::FILES_REMOVE_TEXT) confirm=t(k::ACTION_REMOVE) stop=true on_confirm=remove/>
        </Show>
    }
}

/// A row that opens its file.
#[component]
fn Open(
    file: AttachmentRecord,
    photo: RwSignal<Option<AttachmentRecord>>,
    looking: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let pdf = file.media_type == MediaType::Pdf;
    let (icon, title) = if pdf { ("download", t(k::FILES_PDF)) } else { ("eyeoff", t(k::FILES_PHOTO)) };
    #[expect(clippy::cast_precision_loss, reason = "at most ten million")]
    let size = format::megabytes(file.bytes as f64 / 1_000_000.0);
    let about = tf(k::FILES_ABOUT, &[("when", &format::instant(file.meta.created_at)), ("size", &size)]);
    let open = move |_| {
        let file = file.clone();
        failure.set(None);
        if !pdf {
            photo.set(Some(file));
            return looking.set(true);
        }
        spawn_local(async move {
            if let Err(why) = download(&file).await {
                failure.try_set(Some(why));
            }
        });
    };
    view! {
        <button type="button" class="row grow" on:click=open data-test=if pdf { "open-pdf" } else { "open-photo" }>
            <span class="row-icon"><Icon name=icon/></span>
            <span class="grow"><span class="row-title">{title}</span><span class="row-text">{about}</span></span>
        </button>
    }
}
