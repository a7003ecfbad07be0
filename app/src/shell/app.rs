//! The root: language, stage, and the live region for messages.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::Router;

use super::{
    guard,
    parts::{OfAccount, account},
    routes::Screens,
};
use crate::{
    components::{Toaster, toast, unsaved},
    i18n::{self, k, t},
    sessions::{LockScreen, SignInScreen},
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
    let reset = crate::browser::window()
        .and_then(|window| window.location().pathname().ok())
        .is_some_and(|path| path == "/reset");
    view! {
        {move || match stage.get() {
            Stage::Restoring => view! { <p class="splash" aria-busy="true">{t(k::APP_LOADING)}</p> }.into_any(),
            _ if reset => account(OfAccount::Reset),
            Stage::SignedOut => view! { <SignInScreen/> }.into_any(),
            Stage::Enrol => account(OfAccount::Enrol),
            Stage::Locked => {
                toast::clear();
                view! { <LockScreen/> }.into_any()
            }
            Stage::In => view! { <Screens/> }.into_any(),
        }}
        <Toaster/>
        <unsaved::UnsavedQuestion/>
    }
}
