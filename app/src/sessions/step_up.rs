//! Entering the password again, before something that nobody else at this device may do.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{policy::StepUp, sessions::StepUpProof};

use crate::{
    components::{Button, FailureNote, Input, Kind, PasswordField, PrivateForm, Sheet, TextField, focus_when_refused},
    i18n::{k, t},
    store::{Failure, session, sessions},
};

/// Open while the password is wanted; `on_done` runs once it was right.
#[component]
pub fn StepUpSheet(open: RwSignal<bool>, purpose: StepUp, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    view! {
        <Sheet open=open title=t(k::STEP_UP_TITLE)>
            <Proof purpose=purpose on_done=on_done/>
        </Sheet>
    }
}

#[component]
fn Proof(purpose: StepUp, on_done: Callback<()>) -> impl IntoView {
    let (password, code) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    let has_code = session::me().is_some_and(|me| me.totp);
    focus_when_refused(failure);
    let submit = move || {
        failure.set(None);
        busy.set(true);
        let proof = StepUpProof {
            purpose,
            password: password.get_untracked().into(),
            code: has_code.then(|| code.get_untracked().trim().to_owned().into()),
        };
        spawn_local(async move {
            match sessions::step_up(&proof).await {
                Ok(_) => on_done.run(()),
                Err(why) => {
                    failure.try_set(Some(why));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <PrivateForm class="sheet-form" submit=submit busy=busy>
            <div class="sheet-body">
                <p class="sm muted">{t(k::STEP_UP_LEAD)}</p>
                <PasswordField label=t(k::SIGNIN_PASSWORD) value=password/>
                {has_code.then(|| view! { <TextField label=t(k::SIGNIN_CODE) value=code input=Input::Code/> })}
                {move || failure.get().map(|failure| view! { <FailureNote failure=failure/> })}
            </div>
            <div class="sheet-foot">
                <Button kind=Kind::Primary submit=true wide=true busy=busy attr:data-test="step-up">{t(k::STEP_UP_CONFIRM)}</Button>
            </div>
        </PrivateForm>
    }
}
