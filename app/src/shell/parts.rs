//! Parts of the app that are fetched when they are first needed: a first visit waits for what signs in and shows Today,
//! the service worker fetches the rest behind it. A function marked `wasm_split` is where a part begins; what only it
//! uses goes with it, what several parts use is shared between them. Without a split (natively) they are plain calls.

use std::pin::Pin;

use leptos::{prelude::*, task::spawn_local, wasm_split::wasm_split};

pub use leptos::wasm_split::SplitLoaderError;

use crate::{
    appointments::{Appointments, BookScreen},
    audit::AuditScreen,
    calendar::CalendarScreen,
    cases::{CaseScreen, CasesScreen, NoCaseChosen, OpenCaseScreen, profile},
    components::{FailureNote, Skeleton},
    documents::{DocumentScreen, Documents},
    mail::MailScreen,
    notes::NoteScreen,
    outcomes::Recovery,
    services::{LogScreen, Services},
    sessions::{EnrolScreen, ResetScreen},
    settings::SettingsScreen,
    store::{Failure, Why},
    timeline::{EntryScreen, Timeline},
    users::UsersScreen,
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
}

#[wasm_split(office, fallible, wasm_split_path = ::leptos::wasm_split)]
fn of_office(screen: OfOffice) -> Result<Draw, SplitLoaderError> {
    Ok(match screen {
        OfOffice::Users => || view! { <UsersScreen/> }.into_any(),
        OfOffice::Audit => || view! { <AuditScreen/> }.into_any(),
        OfOffice::Mail => || view! { <MailScreen/> }.into_any(),
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
