//! Lock and Leave as two symbols, for everything that covers the bar or the rail.

use leptos::prelude::*;

use super::button::IconButton;
use crate::{
    i18n::{k, t},
    sessions::leave,
    store::session,
};

/// Both, always in this order.
#[component]
pub(super) fn Safety() -> impl IntoView {
    view! {
        <IconButton icon="exit" label=t(k::NAV_LEAVE) on_press=|()| leave::leave()/>
        <IconButton icon="lock" label=t(k::NAV_LOCK) on_press=|()| session::lock()/>
    }
}
