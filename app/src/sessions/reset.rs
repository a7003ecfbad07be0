//! Redeeming a one-time link: `/reset#token`. The token leaves the address bar at once.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    sessions::{PASSWORD_MIN, PasswordReset, ResetWaits},
    values::ValueError,
};

use super::frame::AuthFrame;
use crate::{
    browser,
    components::{
        Button, FailureNote, Input, Kind, Note, PasswordField, PrivateForm, TextField, Tone, focus_when_refused,
    },
    i18n::{k, t, tf, tn},
    store::{Failure, sessions},
};

/// A new password, and the code if the account has a second step.
#[component]
pub fn ResetScreen() -> impl IntoView {
    let token = StoredValue::new(browser::take_fragment());
    let (password, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (failure, busy, done) =
        (RwSignal::new(None::<Failure>), RwSignal::new(false), RwSignal::new(None::<Option<ResetWaits>>));
    focus_when_refused(failure);
    let submit = move || {
        let Some(token) = token.get_value() else { return };
        let new = password.get_untracked();
        if new.chars().count() < PASSWORD_MIN {
            let field = yaninda_shared::problem::FieldError::new("new", ValueError::TooShort);
            failure.set(Some(Failure::invalid(vec![field])));
            return;
        }
        let code = code.get_untracked().trim().to_owned();
        let body =
            PasswordReset { token: token.into(), new: new.into(), code: (!code.is_empty()).then(|| code.into()) };
        busy.set(true);
        spawn_local(async move {
            match sessions::reset_password(&body).await {
                Ok(waits) => done.set(Some(waits)),
                Err(why) => failure.set(Some(why)),
            }
            busy.set(false);
        });
    };
    let error = crate::components::error_of(failure, "new");
    view! {
        <AuthFrame title=t(k::RESET_TITLE) lead=t(k::RESET_LEAD)>
            {move || if let Some(Some(waits)) = done.get() {
                let days = tn(k::COUNT_DAYS, waits.days);
                view! { <Note tone=Tone::Wait>{tf(k::RESET_WAITS, &[("days", &days)])}</Note> }.into_any()
            } else if done.get().is_some() {
                view! {
                    <Note tone=Tone::Good>{t(k::RESET_DONE)}</Note>
                    <Button kind=Kind::Primary wide=true on_press=|()| browser::replace_page("/signin")>{t(k::SIGNIN_TITLE)}</Button>
                }.into_any()
            } else if token.with_value(Option::is_none) {
                view! { <Note tone=Tone::Due>{t(k::RESET_NO_TOKEN)}</Note> }.into_any()
            } else {
                view! {
                    <PrivateForm class="auth-form" submit=submit>
                        <PasswordField label=t(k::RESET_NEW) value=password new=true error=error/>
                        <TextField label=t(k::SIGNIN_CODE) value=code input=Input::Code hint=t(k::RESET_CODE_HINT) optional=true/>
                        {move || failure.get().map(|failure| view! { <FailureNote failure=failure/> })}
                        <Button kind=Kind::Primary submit=true wide=true busy=Signal::derive(move || busy.get())>{t(k::ACTION_SAVE)}</Button>
                    </PrivateForm>
                }.into_any()
            }}
        </AuthFrame>
    }
}
