//! On a demo database: its accounts, one tap to fill in, and the present code of each second factor.

use leptos::prelude::*;

use super::sign_in::Form;
use crate::{
    components::{Button, Kind},
    i18n::{Label, k, t, tf},
    store::sessions,
};

/// Nothing on a real database.
#[component]
pub(super) fn DemoAccounts(form: Form) -> impl IntoView {
    let demo = LocalResource::new(sessions::demo);
    let fill = move |email: String| {
        form.email.set(email.clone());
        // The code is asked for again: the one in the list may have ended.
        leptos::task::spawn_local(async move {
            let Some(info) = sessions::demo().await else { return };
            if let Some(account) = info.accounts.into_iter().find(|account| account.email.as_str() == email) {
                form.password.set(account.password);
                form.needs_code.set(account.code.is_some());
                form.code.set(account.code.unwrap_or_default());
                form.send(true);
            }
        });
    };
    move || {
        demo.get().flatten().map(|info| {
            view! {
                <section class="card auth-demo" aria-label=t(k::SIGNIN_DEMO_TITLE)>
                    <h2>{t(k::SIGNIN_DEMO_TITLE)}</h2>
                    <p class="sm muted">{t(k::SIGNIN_DEMO_LEAD)}</p>
                    <ul class="auth-demo-list">
                        {info.accounts.into_iter().map(|account| {
                            let email = account.email.as_str().to_owned();
                            let press = { let email = email.clone(); move |()| fill(email.clone()) };
                            view! {
                                <li>
                                    <Button kind=Kind::Line compact=true wide=true on_press=press>{account.role.label()}</Button>
                                    <span class="xs muted" dir="ltr">{email}</span>
                                    {account.code.map(|code| view! { <span class="xs muted num">{tf(k::SIGNIN_DEMO_CODE, &[("code", &code)])}</span> })}
                                </li>
                            }
                        }).collect_view()}
                    </ul>
                </section>
            }
        })
    }
}
