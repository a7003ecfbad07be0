//! Every address of the app. The server answers `index.html` for these and 404 for anything else.

use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Redirect, Route, Routes},
    path,
};
use yaninda_shared::policy::{Action, Relation};

use super::parts::{
    OfAccount, OfCase, OfOffice, OfSupervision, OfTraining, account, case, exports, fetch_ahead, import, office,
    reports, supervision, training,
};
use crate::{
    components::{Empty, LinkButton, Nav, PageBar},
    i18n::{k, t},
    store::session,
    today::TodayScreen,
};

/// Navigation and the screen of the present address.
#[component]
pub(super) fn Screens() -> impl IntoView {
    if session::may(Action::CaseList, Relation::Office) {
        fetch_ahead();
    }
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
                    <ParentRoute path=path!("/cases") view=|| case(OfCase::List)>
                        <Route path=path!("") view=|| case(OfCase::None)/>
                        <Route path=path!("new") view=|| case(OfCase::Open)/>
                        <Route path=path!(":id/entry/:entry") view=|| case(OfCase::Entry)/>
                        <Route path=path!(":id/note") view=|| case(OfCase::Note)/>
                        <Route path=path!(":id/document") view=|| case(OfCase::Document)/>
                        <Route path=path!(":id/plan/print") view=|| case(OfCase::PrintPlan)/>
                        <ParentRoute path=path!(":id") view=|| case(OfCase::Case)>
                            <Route path=path!("") view=|| case(OfCase::Timeline)/>
                            <Route path=path!("timeline") view=|| case(OfCase::Timeline)/>
                            <Route path=path!("services") view=|| case(OfCase::Services)/>
                            <Route path=path!("recovery") view=|| case(OfCase::Recovery)/>
                            <Route path=path!("appointments") view=|| case(OfCase::Appointments)/>
                            <Route path=path!("documents") view=|| case(OfCase::Documents)/>
                            <Route path=path!("profile") view=|| case(OfCase::Profile)/>
                        </ParentRoute>
                    </ParentRoute>
                    <Route path=path!("/log") view=|| case(OfCase::Log)/>
                    <Route path=path!("/calendar") view=|| case(OfCase::Calendar)/>
                    <Route path=path!("/book") view=|| case(OfCase::Book)/>
                    <Route path=path!("/settings") view=|| account(OfAccount::Settings)/>
                    <ParentRoute path=path!("/overview") view=Outlet>
                        <Route path=path!("") view=|| supervision(OfSupervision::Overview)/>
                        <Route path=path!(":figure") view=|| supervision(OfSupervision::Figure)/>
                    </ParentRoute>
                    <Route path=path!("/funds") view=|| supervision(OfSupervision::Funds)/>
                    <Route path=path!("/users") view=|| office(OfOffice::Users)/>
                    <Route path=path!("/import") view=import/>
                    <Route path=path!("/mail") view=|| office(OfOffice::Mail)/>
                    <Route path=path!("/milestone-types") view=|| office(OfOffice::MilestoneTypes)/>
                    <Route path=path!("/clocks") view=|| office(OfOffice::Clocks)/>
                    <Route path=path!("/approvals") view=|| office(OfOffice::Approvals)/>
                    <Route path=path!("/exports") view=exports/>
                    <Route path=path!("/reports") view=reports/>
                    <Route path=path!("/referrals") view=|| training(OfTraining::Referrals)/>
                    <ParentRoute path=path!("/workshops") view=|| view! { <Outlet/> }>
                        <Route path=path!("") view=|| training(OfTraining::Workshops)/>
                        <Route path=path!(":id") view=|| training(OfTraining::Workshop)/>
                        <Route path=path!(":id/sheet") view=|| training(OfTraining::Handout)/>
                    </ParentRoute>
                    <Route path=path!("/identification") view=|| training(OfTraining::Identification)/>
                    <Route path=path!("/audit") view=|| office(OfOffice::Audit)/>
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
    } else if may(Action::ReleaseRead) {
        "/reports"
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
            <div class="pane-body"><Empty icon="question" title=t(k::MISSING_TITLE) text=t(k::MISSING_TEXT)>
                <LinkButton href="/" icon="back">{t(k::MISSING_HOME)}</LinkButton>
            </Empty></div>
        </section>
    }
}
