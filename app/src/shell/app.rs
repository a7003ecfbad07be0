//! The root: language, stage, and the live region for messages.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::Router;

use super::{
    guard,
    keys::Keys,
    parts::{OfAccount, account},
    routes::Screens,
};
use crate::{
    browser,
    components::{Toaster, toast, unsaved},
    i18n::{self, k, t},
    sessions::{AwayScreen, LockScreen, SignInScreen},
    store::{
        memory,
        session::{self, Stage},
    },
};

/// The whole app. It is built again when the locale changes.
#[component]
pub fn App() -> impl IntoView {
    memory::set_theme(memory::theme());
    guard::install();
    unsaved::install();
    spawn_local(session::restore());
    view! {
        <Router>
            {move || {
                let _ = i18n::track();
                view! { <Stages/> }
            }}
        </Router>
    }
}

#[component]
fn Stages() -> impl IntoView {
    let stage = Memo::new(|_| session::stage());
    let reset =
        browser::window().and_then(|window| window.location().pathname().ok()).is_some_and(|path| path == "/reset");
    let screen = move || {
        let stage = stage.get();
        if stage == Stage::Restoring {
            // The static first paint still stands.
            return view! { <p class="visually-hidden" role="status">{t(k::APP_LOADING)}</p> }.into_any();
        }
        browser::remove_splash();
        match stage {
            _ if reset => account(OfAccount::Reset),
            Stage::Restoring | Stage::SignedOut => view! { <SignInScreen/> }.into_any(),
            Stage::Enrol => account(OfAccount::Enrol),
            Stage::Away => view! { <AwayScreen/> }.into_any(),
            Stage::Locked => view! { <LockScreen/> }.into_any(),
            Stage::In => view! { <Inside/> }.into_any(),
        }
    };
    view! {
        {screen}
        <Toaster/>
    }
}

/// What is only there while somebody is signed in: messages and questions go with it.
#[component]
fn Inside() -> impl IntoView {
    on_cleanup(toast::clear);
    view! {
        <Keys/>
        <Screens/>
        <unsaved::UnsavedQuestion/>
    }
}
