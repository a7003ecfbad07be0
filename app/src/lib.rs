//! The Yanında app: one code base for the caseworker's phone and the supervisor's desktop.
//!
//! A folder is a feature and a file is an action, with the same names as in `shared` and `server`. Screens talk to
//! [`store`] only; [`api`] is the only caller of fetch; [`i18n`] holds every text; [`components`] hold every control.
//! Nothing about anybody who is helped is kept outside memory: `localStorage` holds ids, preferences and the address of
//! the account ([`store::memory`]).

pub mod api;
pub mod appointments;
pub mod approvals;
pub mod attachments;
pub mod audit;
pub mod browser;
pub mod calendar;
pub mod case_file;
pub mod caseload;
pub mod cases;
pub mod charts;
pub mod clocks;
pub mod comments;
pub mod components;
pub mod consents;
pub mod contacts;
pub mod documents;
pub mod exports;
pub mod format;
pub mod forms;
pub mod funds;
pub mod i18n;
pub mod identification;
pub mod ids;
pub mod imports;
pub mod mail;
pub mod milestones;
pub mod notes;
mod object_url;
pub mod outcomes;
pub mod overview;
pub mod plans;
pub mod referrals;
pub mod reports;
pub mod services;
pub mod sessions;
pub mod settings;
pub mod shell;
pub mod store;
pub mod tasks;
pub mod timeline;
pub mod today;
pub mod users;
pub mod workshops;

/// Waits for the texts of the reader's language, then mounts the app; the static first paint stands until it has something to show.
pub fn start() {
    wasm_bindgen_futures::spawn_local(async {
        while !i18n::load(store::memory::locale()).await {
            browser::sleep(1000).await;
        }
        leptos::mount::mount_to_body(shell::App);
    });
}
