//! The server cannot be asked whether this device is still signed in: nothing is locked, and nothing is shown either.

use leptos::prelude::*;

use super::frame::AuthFrame;
use crate::i18n::{k, t};

/// Says so; the session tries again by itself.
#[component]
pub fn AwayScreen() -> impl IntoView {
    view! { <AuthFrame title=t(k::AWAY_TITLE) lead=t(k::AWAY_LEAD) icon="offline" lock=true/> }
}
