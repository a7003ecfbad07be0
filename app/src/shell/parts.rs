//! Parts of the app that are fetched when they are first needed: a first visit waits for what signs in and shows Today,
//! the service worker fetches the rest behind it. A function marked `wasm_split` is where a part begins; what only it
//! uses goes with it, what several parts use is shared between them. Without a split (natively) they are plain calls.

use std::pin::Pin;

use leptos::{prelude::*, task::spawn_local, wasm_split::wasm_split};

pub use leptos::wasm_split::SplitLoaderError;

use crate::{
    appointments::{Appointments, BookScreen},
    approvals::ApprovalsScreen,
    audit::AuditScreen,
    calendar::CalendarScreen,
    cases::{CaseScreen, CasesScreen, NoCaseChosen, OpenCaseScreen, profile},
    clocks::ClocksScreen,
    components::{FailureNote, Skeleton},
    documents::{DocumentScreen, Documents},
    exports::ExportsScreen,
    funds::FundsScreen,
    identification::IdentificationScreen,
    imports::ImportScreen,
    mail::MailScreen,
    milestones::MilestoneTypesScreen,
    notes::NoteScreen,
    outcomes::Recovery,
    overview::{FigureScreen, OverviewScreen},
    plans::PrintScreen,
    referrals::ReferralsScreen,
    reports::ReportsScreen,
    services::{LogScreen, Services},
    sessions::{EnrolScreen, ResetScreen},
    settings::SettingsScreen,
    store::{Failure, Why},
    timeline::{EntryScreen, Timeline},
    users::UsersScreen,
    workshops::{HandoutScreen, WorkshopScreen, WorkshopsScreen},
};

/// Draws a screen. Plain pointers: what is drawn belongs to whoever shows it, not to whoever waited for the part.
type Draw = fn() -> AnyView;

type Coming = Pin<Box<dyn Future<Output = Result<Draw, SplitLoaderError>>>>;

/// A screen of a case.
#[derive(Clone, Copy)]
pub enum OfCase {
    List,
    None,
    Open,
    Entry,
    Note,
    Document,
    Case,
    Timeline,
    Services,
    Recovery,
    PrintPlan,
    Documents,
    Profile,
    Log,
    Book,
    Appointments,
    Calendar,
}

#[wasm_split(cases, fallible, wasm_split_path = ::leptos::wasm_split, preload(cases_come))]
fn of_case(screen: OfCase) -> Result<Draw, SplitLoaderError> {
    Ok(match screen {
        OfCase::List => || view! { <CasesScreen/> }.into_any(),
        OfCase::None => || view! { <NoCaseChosen/> }.into_any(),
        OfCase::Open => || view! { <OpenCaseScreen/> }.into_any(),
        OfCase::Entry => || view! { <EntryScreen/> }.into_any(),
        OfCase::Note => || view! { <NoteScreen/> }.into_any(),
        OfCase::Document => || view! { <DocumentScreen/> }.into_any(),
        OfCase::Case => || view! { <CaseScreen/> }.into_any(),
        OfCase::Timeline => || view! { <Timeline/> }.into_any(),
        OfCase::Services => || view! { <Services/> }.into_any(),
        OfCase::Recovery => || view! { <Recovery/> }.into_any(),
        OfCase::PrintPlan => || view! { <PrintScreen/> }.into_any(),
        OfCase::Documents => || view! { <Documents/> }.into_any(),
        OfCase::Profile => || view! { <profile::Profile/> }.into_any(),
        OfCase::Log => || view! { <LogScreen/> }.into_any(),
        OfCase::Appointments => || view! { <Appointments/> }.into_any(),
        OfCase::Calendar => || view! { <CalendarScreen/> }.into_any(),
        OfCase::Book => || view! { <BookScreen/> }.into_any(),
    })
}

/// A screen of one's own account.
#[derive(Clone, Copy)]
pub enum OfAccount {
    Settings,
    Enrol,
    Reset,
}

#[wasm_split(account, fallible, wasm_split_path = ::leptos::wasm_split)]
fn of_account(screen: OfAccount) -> Result<Draw, SplitLoaderError> {
    Ok(match screen {
        OfAccount::Settings => || view! { <SettingsScreen/> }.into_any(),
        OfAccount::Enrol => || view! { <EnrolScreen/> }.into_any(),
        OfAccount::Reset => || view! { <ResetScreen/> }.into_any(),
    })
}

/// A screen of the office.
#[derive(Clone, Copy)]
pub enum OfOffice {
    Users,
    Audit,
    Mail,
    MilestoneTypes,
    Clocks,
    Approvals,
}

#[wasm_split(office, fallible, wasm_split_path = ::leptos::wasm_split)]
fn of_office(screen: OfOffice) -> Result<Draw, SplitLoaderError> {
    Ok(match screen {
        OfOffice::Users => || view! { <UsersScreen/> }.into_any(),
        OfOffice::Audit => || view! { <AuditScreen/> }.into_any(),
        OfOffice::Mail => || view! { <MailScreen/> }.into_any(),
        OfOffice::MilestoneTypes => || view! { <MilestoneTypesScreen/> }.into_any(),
        OfOffice::Clocks => || view! { <ClocksScreen/> }.into_any(),
        OfOffice::Approvals => || view! { <ApprovalsScreen/> }.into_any(),
    })
}

#[wasm_split(exports, fallible, wasm_split_path = ::leptos::wasm_split)]
fn of_exports() -> Result<Draw, SplitLoaderError> {
    Ok(|| view! { <ExportsScreen/> }.into_any())
}

/// A screen of whoever supervises.
#[derive(Clone, Copy)]
pub enum OfSupervision {
    Overview,
    Figure,
    Funds,
}

#[wasm_split(supervision, fallible, wasm_split_path = ::leptos::wasm_split)]
fn of_supervision(screen: OfSupervision) -> Result<Draw, SplitLoaderError> {
    Ok(match screen {
        OfSupervision::Overview => || view! { <OverviewScreen/> }.into_any(),
        OfSupervision::Figure => || view! { <FigureScreen/> }.into_any(),
        OfSupervision::Funds => || view! { <FundsScreen/> }.into_any(),
    })
}

#[wasm_split(imports, fallible, wasm_split_path = ::leptos::wasm_split)]
fn of_imports() -> Result<Draw, SplitLoaderError> {
    Ok(|| view! { <ImportScreen/> }.into_any())
}

#[wasm_split(reports, fallible, wasm_split_path = ::leptos::wasm_split)]
fn of_reports() -> Result<Draw, SplitLoaderError> {
    Ok(|| view! { <ReportsScreen/> }.into_any())
}

/// A screen of referrals and workshops.
#[derive(Clone, Copy)]
pub enum OfTraining {
    Referrals,
    Workshops,
    Workshop,
    Handout,
    Identification,
}

#[wasm_split(training, fallible, wasm_split_path = ::leptos::wasm_split)]
fn of_training(screen: OfTraining) -> Result<Draw, SplitLoaderError> {
    Ok(match screen {
        OfTraining::Referrals => || view! { <ReferralsScreen/> }.into_any(),
        OfTraining::Workshops => || view! { <WorkshopsScreen/> }.into_any(),
        OfTraining::Workshop => || view! { <WorkshopScreen/> }.into_any(),
        OfTraining::Handout => || view! { <HandoutScreen/> }.into_any(),
        OfTraining::Identification => || view! { <IdentificationScreen/> }.into_any(),
    })
}

/// Fetches the part of cases ahead, while Today is read: most people's next step leads there.
pub fn fetch_ahead() {
    spawn_local(async {
        // If it does not come now, opening a case tries again and says so.
        let _ = cases_come().await;
    });
}

/// A screen of a case, when its part is there.
pub fn case(screen: OfCase) -> AnyView {
    later(Box::new(move || Box::pin(of_case(screen))))
}

/// A screen of one's own account, when its part is there.
pub fn account(screen: OfAccount) -> AnyView {
    later(Box::new(move || Box::pin(of_account(screen))))
}

/// A screen of the office, when its part is there.
pub fn office(screen: OfOffice) -> AnyView {
    later(Box::new(move || Box::pin(of_office(screen))))
}

/// The screen of files to hand over, when its part is there.
pub fn exports() -> AnyView {
    later(Box::new(|| Box::pin(of_exports())))
}

/// A screen of whoever supervises, when its part is there.
pub fn supervision(screen: OfSupervision) -> AnyView {
    later(Box::new(move || Box::pin(of_supervision(screen))))
}

/// The screen that brings spreadsheets in, when its part is there.
pub fn import() -> AnyView {
    later(Box::new(|| Box::pin(of_imports())))
}

/// Reports, when their part is there.
pub fn reports() -> AnyView {
    later(Box::new(|| Box::pin(of_reports())))
}

/// A screen of referrals and workshops, when its part is there.
pub fn training(screen: OfTraining) -> AnyView {
    later(Box::new(move || Box::pin(of_training(screen))))
}

/// Shows what comes; the skeleton until then, and a way to try again if it does not.
fn later(fetch: Box<dyn Fn() -> Coming + Send + Sync>) -> AnyView {
    let draw = RwSignal::new(None::<Result<Draw, Failure>>);
    let fetch = StoredValue::new(fetch);
    let again = move || {
        let coming = fetch.with_value(|fetch| fetch());
        spawn_local(async move {
            // The screen may be gone by now.
            draw.try_set(Some(coming.await.map_err(|_| Failure::new(Why::Offline))));
        });
    };
    again();
    let shown = move || match draw.get() {
        None => view! { <Skeleton/> }.into_any(),
        Some(Ok(draw)) => draw(),
        Some(Err(failure)) => view! { <FailureNote failure=failure retry=move |()| again()/> }.into_any(),
    };
    shown.into_any()
}
