//! The lock screen: neutral, nothing about anybody in the page. The password brings the work back.

use leptos::{prelude::*, task::spawn_local};

use super::{
    demo::DemoAccounts,
    frame::AuthFrame,
    sign_in::{Form, SignInForm},
};
use crate::{
    components::{Button, Kind, focus_first, keep_only_of},
    i18n::{k, t},
    store::session,
};

/// Asks for the e-mail address too if this browser does not know it.
#[component]
pub fn LockScreen() -> impl IntoView {
    let form = Form::new();
    on_cleanup(|| keep_only_of(session::user()));
    let ask_email = session::needs_email();
    if !ask_email {
        spawn_local(focus_first("input[type=password]"));
    }
    view! {
        <AuthFrame title=t(k::LOCK_TITLE) lead=t(k::LOCK_LEAD) icon="lock">
            <SignInForm form=form ask_email=ask_email send=t(k::LOCK_UNLOCK)/>
            <Button kind=Kind::Quiet compact=true on_press=|()| spawn_local(session::use_another_account())>
                {t(k::LOCK_OTHER)}
            </Button>
            {ask_email.then(|| view! { <DemoAccounts form=form/> })}
        </AuthFrame>
    }
}
