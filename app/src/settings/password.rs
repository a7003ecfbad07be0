//! Changing one's password.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    problem::FieldError,
    sessions::{PASSWORD_MIN, PasswordChange},
    values::ValueError,
};

use crate::{
    components::{Button, FailureNote, PasswordField, PrivateForm, Section, error_of, focus_when_refused, toast},
    i18n::{k, t},
    store::{Failure, sessions},
};

/// Folded away until it is wanted.
#[component]
pub(super) fn ChangePassword() -> impl IntoView {
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (failure, busy) = (RwSignal::new(None::<Failure>), RwSignal::new(false));
    focus_when_refused(failure);
    let submit = move || {
        failure.set(None);
        if new.with_untracked(|new| new.chars().count()) < PASSWORD_MIN {
            failure.set(Some(Failure::invalid(vec![FieldError::new("new", ValueError::TooShort)])));
            return;
        }
        let change = PasswordChange { current: current.get_untracked().into(), new: new.get_untracked().into() };
        busy.set(true);
        spawn_local(async move {
            match sessions::change_password(&change).await {
                Ok(()) => {
                    current.set(String::new());
                    new.set(String::new());
                    toast::say(t(k::SETTINGS_PASSWORD_DONE));
                }
                Err(why) => failure.set(Some(why)),
            }
            busy.set(false);
        });
    };
    view! {
        <Section title=t(k::SETTINGS_PASSWORD)>
            <PrivateForm class="card card-pad stack" submit=submit>
                <PasswordField label=t(k::SETTINGS_PASSWORD_CURRENT) value=current error=error_of(failure, "current")/>
                <PasswordField label=t(k::RESET_NEW) value=new new=true hint=t(k::RESET_LEAD) error=error_of(failure, "new")/>
                {move || failure.get().map(|failure| view! { <FailureNote failure=failure/> })}
                <div><Button submit=true busy=Signal::derive(move || busy.get())>{t(k::SETTINGS_PASSWORD)}</Button></div>
            </PrivateForm>
        </Section>
    }
}
