//! Setting up and removing the second factor. A role that needs one cannot remove it.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, FailureNote, Input, PrivateForm, Section, TextField, toast},
    i18n::{k, t},
    sessions::TotpSetUp,
    store::{Failure, session, sessions},
};

/// What is asked at sign-in, and changing it.
#[component]
pub(super) fn SecondStep() -> impl IntoView {
    let on = Memo::new(|_| session::me().is_some_and(|me| me.totp));
    let needed = session::role().is_some_and(yaninda_shared::policy::Role::needs_totp);
    let changing = RwSignal::new(false);
    let done = Callback::new(move |()| {
        changing.set(false);
        spawn_local(async {
            let _ = session::reload_me().await;
        });
    });
    view! {
        <Section title=t(k::SETTINGS_TOTP)>
            <div class="card card-pad stack">
                <p class="sm">{move || if on.get() { t(k::SETTINGS_TOTP_ON) } else { t(k::SETTINGS_TOTP_OFF) }}</p>
                {move || match (changing.get(), on.get()) {
                    (false, true) if needed => ().into_any(),
                    (false, false) => view! { <div><Button icon="shield" on_press=move |()| changing.set(true)>{t(k::SETTINGS_TOTP_ADD)}</Button></div> }.into_any(),
                    (false, true) => view! { <div><Button on_press=move |()| changing.set(true)>{t(k::SETTINGS_TOTP_REMOVE)}</Button></div> }.into_any(),
                    (true, false) => view! { <TotpSetUp on_done=done ask_password=true/> }.into_any(),
                    (true, true) => view! { <Remove on_done=done/> }.into_any(),
                }}
            </div>
        </Section>
    }
}

#[component]
fn Remove(on_done: Callback<()>) -> impl IntoView {
    let (code, failure) = (RwSignal::new(String::new()), RwSignal::new(None::<Failure>));
    let submit = move || {
        spawn_local(async move {
            match sessions::remove_totp(code.get_untracked().trim().to_owned()).await {
                Ok(()) => {
                    toast::say(t(k::SETTINGS_TOTP_REMOVED));
                    on_done.run(());
                }
                Err(why) => failure.set(Some(why)),
            }
        });
    };
    view! {
        <PrivateForm class="stack" submit=submit>
            <TextField label=t(k::SIGNIN_CODE) value=code input=Input::Code/>
            {move || failure.get().map(|failure| view! { <FailureNote failure=failure/> })}
            <div><Button submit=true>{t(k::SETTINGS_TOTP_REMOVE)}</Button></div>
        </PrivateForm>
    }
}
