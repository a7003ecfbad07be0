//! Whether what was saved has arrived. A quiet line, never a dialog.

use leptos::prelude::*;

use super::icon::{Icon, Size};
use crate::{
    i18n::{k, t},
    store::{self, Sending},
};

/// State of what was saved, and whether the server can be reached.
#[component]
pub fn SyncPill() -> impl IntoView {
    let parts = move || match store::sending() {
        Sending::UpToDate => ("done", t(k::SYNC_OK), "ok"),
        Sending::Sending => ("sync", t(k::SYNC_SENDING), "wait"),
        Sending::Offline => ("offline", t(k::SYNC_OFFLINE), "off"),
    };
    view! {
        <span class="sync-pill" data-state=move || parts().2>
            <Icon name=Signal::derive(move || parts().0) size=Size::Small/>
            <span>{move || parts().1}</span>
        </span>
    }
}
