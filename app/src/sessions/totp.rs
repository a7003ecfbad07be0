//! Setting up the second factor: scan, confirm, keep the recovery codes.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser,
    components::{Button, FailureNote, Input, Kind, Note, PasswordField, PrivateForm, Qr, Skeleton, TextField, Tone},
    i18n::{k, t},
    store::{Failure, sessions},
};

/// Calls `on_done` after the recovery codes were kept. `ask_password` where the sign-in may be a while ago.
#[component]
pub fn TotpSetUp(on_done: Callback<()>, #[prop(optional)] ask_password: bool) -> impl IntoView {
    let offer = LocalResource::new(sessions::offer_totp);
    let codes = RwSignal::new(None::<Vec<String>>);
    move || match codes.get() {
        Some(codes) => view! { <Recovery codes=codes on_done=on_done/> }.into_any(),
        None => match offer.get() {
            None => view! { <Skeleton/> }.into_any(),
            Some(Err(failure)) => view! { <FailureNote failure=failure retry=move |()| offer.refetch()/> }.into_any(),
            Some(Ok(offer)) => {
                let (url, secret) = (offer.url.into_exposed(), offer.secret.into_exposed());
                view! { <Confirm url=url secret=secret codes=codes ask_password=ask_password/> }.into_any()
            }
        },
    }
}

#[component]
fn Confirm(url: String, secret: String, codes: RwSignal<Option<Vec<String>>>, ask_password: bool) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let (code, failure, busy) = (RwSignal::new(String::new()), RwSignal::new(None::<Failure>), RwSignal::new(false));
    let submit = move || {
        busy.set(true);
        let known = ask_password.then(|| password.get_untracked());
        spawn_local(async move {
            match sessions::confirm_totp(code.get_untracked().trim().to_owned(), known).await {
                Ok(recovery) => {
                    codes.set(Some(
                        recovery.codes.into_iter().map(yaninda_shared::sensitive::Sensitive::into_exposed).collect(),
                    ));
                }
                Err(why) => failure.set(Some(why)),
            }
            busy.set(false);
        });
    };
    view! {
        <PrivateForm class="auth-form" submit=submit>
            <p class="field-label">{t(k::ENROL_SCAN)}</p>
            <Qr text=url label=t(k::ENROL_SCAN)/>
            <p class="field-label">{t(k::ENROL_SECRET)}</p>
            <p class="secret" dir="ltr">{secret}</p>
            <TextField label=t(k::SIGNIN_CODE) value=code input=Input::Code/>
            {ask_password.then(|| view! { <PasswordField label=t(k::SETTINGS_PASSWORD_CURRENT) value=password/> })}
            {move || failure.get().map(|failure| view! { <FailureNote failure=failure/> })}
            <Button kind=Kind::Primary submit=true wide=true busy=Signal::derive(move || busy.get())>{t(k::ENROL_CONFIRM)}</Button>
        </PrivateForm>
    }
}

#[component]
fn Recovery(codes: Vec<String>, on_done: Callback<()>) -> impl IntoView {
    let text = codes.join("\n");
    view! {
        <h2>{t(k::ENROL_CODES_TITLE)}</h2>
        <Note tone=Tone::Due>{t(k::ENROL_CODES_LEAD)}</Note>
        <ul class="secret recovery" dir="ltr">{codes.into_iter().map(|code| view! { <li>{code}</li> }).collect_view()}</ul>
        <div class="two">
            <Button icon="copy" on_press=move |()| { browser::copy(&text); crate::components::toast::say(t(k::ACTION_COPIED)); }>{t(k::ACTION_COPY)}</Button>
            <Button kind=Kind::Primary on_press=on_done>{t(k::ENROL_CODES_KEPT)}</Button>
        </div>
    }
}
