//! A role that needs a second factor and has none: nothing else is open until it is set up.

use leptos::{prelude::*, task::spawn_local};

use super::{frame::AuthFrame, totp::TotpSetUp};
use crate::{
    components::{Button, Kind},
    i18n::{k, t},
    store::session,
};

/// The set-up, and a way out.
#[component]
pub fn EnrolScreen() -> impl IntoView {
    let done = Callback::new(|()| {
        spawn_local(async {
            let _ = session::reload_me().await;
        });
    });
    view! {
        <AuthFrame title=t(k::ENROL_TITLE) lead=t(k::ENROL_LEAD) icon="shield" lock=true>
            <TotpSetUp on_done=done/>
            <Button kind=Kind::Quiet compact=true on_press=|()| spawn_local(session::sign_out())>{t(k::SETTINGS_SIGN_OUT)}</Button>
        </AuthFrame>
    }
}
