//! Every address of the app. The server answers `index.html` for these and 404 for anything else.

use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Redirect, Route, Routes},
    path,
};
use yaninda_shared::policy::{Action, Relation};

use crate::{
    audit::AuditScreen,
    cases::{CaseScreen, CasesScreen, NoCaseChosen, OpenCaseScreen, profile},
    components::{Empty, Nav, PageBar},
    documents::{DocumentScreen, Documents},
    i18n::{k, t},
    notes::NoteScreen,
    services::{LogScreen, Services},
    settings::SettingsScreen,
    store::session,
    timeline::{EntryScreen, Timeline},
    today::TodayScreen,
    users::UsersScreen,
};

/// Navigation and the screen of the present address.
#[component]
pub(super) fn Screens() -> impl IntoView {
    view! {
        <a class="skip" href="#main">{t(k::APP_SKIP)}</a>
        <div class="frame">
            <Nav/>
            <main class="main" id="main" tabindex="-1">
                <Routes fallback=|| view! { <Missing/> }>
                    <Route path=path!("/") view=Home/>
                    <Route path=path!("/signin") view=Home/>
                    <Route path=path!("/reset") view=Home/>
                    <Route path=path!("/today") view=TodayScreen/>
                    <ParentRoute path=path!("/cases") view=CasesScreen>
                        <Route path=path!("") view=NoCaseChosen/>
                        <Route path=path!("new") view=OpenCaseScreen/>
                        <Route path=path!(":id/entry/:entry") view=EntryScreen/>
                        <Route path=path!(":id/note") view=NoteScreen/>
                        <Route path=path!(":id/document") view=DocumentScreen/>
                        <ParentRoute path=path!(":id") view=CaseScreen>
                            <Route path=path!("") view=Timeline/>
                            <Route path=path!("timeline") view=Timeline/>
                            <Route path=path!("services") view=Services/>
                            <Route path=path!("documents") view=Documents/>
                            <Route path=path!("profile") view=profile::Profile/>
                        </ParentRoute>
                    </ParentRoute>
                    <Route path=path!("/log") view=LogScreen/>
                    <Route path=path!("/settings") view=SettingsScreen/>
                    <Route path=path!("/users") view=UsersScreen/>
                    <Route path=path!("/audit") view=AuditScreen/>
                </Routes>
            </main>
        </div>
    }
}

/// The first screen of each role.
#[component]
fn Home() -> impl IntoView {
    let may = |action| session::may(action, Relation::Office);
    let first = if may(Action::TodayRead) {
        "/today"
    } else if may(Action::UserRead) {
        "/users"
    } else if may(Action::AuditRead) {
        "/audit"
    } else {
        "/settings"
    };
    view! { <Redirect path=first/> }
}

#[component]
fn Missing() -> impl IntoView {
    view! {
        <section class="pane pane-on">
            <PageBar title=t(k::MISSING_TITLE).to_owned()/>
            <div class="pane-body"><Empty icon="question" title=t(k::MISSING_TITLE) text=t(k::MISSING_TEXT)/></div>
        </section>
    }
}
