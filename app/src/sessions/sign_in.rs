//! Sign in: e-mail and password, then the code if the account has a second factor. Also the form of the lock screen.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{problem::Code, values::EmailAddress};

use super::{demo::DemoAccounts, frame::AuthFrame};
use crate::{
    components::{Button, FailureNote, Input, Kind, PasswordField, PrivateForm, TextField, focus_first, focus_refused},
    i18n::{find, k, t},
    store::{Failure, session},
};

/// What the form holds.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub email: RwSignal<String>,
    pub password: RwSignal<String>,
    pub code: RwSignal<String>,
    /// The server asked for a code.
    pub needs_code: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    wrong_email: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

impl Form {
    pub(super) fn new() -> Self {
        Self {
            email: RwSignal::new(String::new()),
            password: RwSignal::new(String::new()),
            code: RwSignal::new(String::new()),
            needs_code: RwSignal::new(false),
            failure: RwSignal::new(None),
            wrong_email: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// Sends it. `ask_email` is false while the address of the locked session is known.
    pub(super) fn send(self, ask_email: bool) {
        if self.busy.get_untracked() {
            return;
        }
        self.failure.set(None);
        self.wrong_email.set(None);
        let email = match ask_email.then(|| EmailAddress::parse(&self.email.get_untracked())).transpose() {
            Ok(email) => email,
            Err(why) => {
                self.wrong_email.set(find(&format!("value_error.{why}")).map(|key| t(key).to_owned()));
                return spawn_local(focus_refused());
            }
        };
        let code = self.code.get_untracked().trim().to_owned();
        let code = (self.needs_code.get_untracked() && !code.is_empty()).then_some(code);
        self.busy.set(true);
        spawn_local(async move {
            let answer = session::sign_in(email, self.password.get_untracked(), code).await;
            // On success the form is already taken down.
            let Err(failure) = answer else { return };
            self.busy.try_set(false);
            if failure.is(Code::TotpRequired) {
                self.needs_code.try_set(true);
                focus_first("input[autocomplete=one-time-code]").await;
            } else {
                self.failure.try_set(Some(failure));
            }
        });
    }

    /// From the code back to e-mail and password.
    fn back(self) {
        self.needs_code.set(false);
        self.code.set(String::new());
        self.failure.set(None);
        spawn_local(focus_first("input[type=password]"));
    }
}

/// The fields and the button; `send` is the word on it.
#[component]
pub(super) fn SignInForm(form: Form, ask_email: bool, send: &'static str) -> impl IntoView {
    let submit = move || {
        form.send(ask_email);
    };
    view! {
        // An address that is none is told in our own words.
        <PrivateForm class="auth-form" submit=submit attr:novalidate=true>
            <div class="auth-form" hidden=move || form.needs_code.get()>
                {ask_email.then(|| view! {
                    <TextField label=t(k::SIGNIN_EMAIL) value=form.email input=Input::Username error=Signal::derive(move || form.wrong_email.get())/>
                })}
                <PasswordField label=t(k::SIGNIN_PASSWORD) value=form.password/>
            </div>
            <Show when=move || form.needs_code.get()>
                // All of it is the field's hint, so that it is read out with the field.
                <TextField label=t(k::SIGNIN_CODE) value=form.code input=Input::Code hint=[t(k::SIGNIN_CODE_LEAD), t(k::SIGNIN_CODE_HINT)].join(" ")/>
            </Show>
            {move || form.failure.get().map(|failure| view! { <FailureNote failure=failure/> })}
            <Button kind=Kind::Primary submit=true wide=true busy=Signal::derive(move || form.busy.get())>
                {move || if form.needs_code.get() || !ask_email { send } else { t(k::ACTION_CONTINUE) }}
            </Button>
            <Show when=move || form.needs_code.get()>
                <Button kind=Kind::Quiet compact=true icon="back" on_press=move |()| form.back()>{t(k::ACTION_BACK)}</Button>
            </Show>
        </PrivateForm>
    }
}

/// The screen of a signed-out browser.
#[component]
pub fn SignInScreen() -> impl IntoView {
    let form = Form::new();
    view! {
        <AuthFrame title=t(k::SIGNIN_TITLE) lead=t(k::SIGNIN_LEAD)>
            <SignInForm form=form ask_email=true send=t(k::SIGNIN_TITLE)/>
            <details class="auth-help">
                <summary>{t(k::SIGNIN_HELP)}</summary>
                <p class="sm muted">{t(k::SIGNIN_HELP_TEXT)}</p>
            </details>
            <DemoAccounts form=form/>
        </AuthFrame>
    }
}
