//! Keys for the desk: `/` search, `n` log, `g t` today, `g c` cases, `g a` the calendar, `j` and `k` through rows, Ctrl+Enter saves. The
//! single ones can be switched off in the settings, and none works while something is typed or a dialog is open.

use std::cell::Cell;

use leptos::{ev, prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, KeyboardEvent};
use yaninda_shared::policy::{Action, Relation};

use crate::{
    browser,
    components::{focus_first, log_address},
    store::{memory, session},
};

/// Where `/` goes.
const SEARCH: &str = "[role=search] input";
/// Longest pause after `g`, in milliseconds.
const PAUSE: f64 = 1500.0;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Search,
    Log,
    Go(&'static str),
    Row(isize),
}

/// `after_g`: whether `g` came just before.
fn wish(key: &str, after_g: bool) -> Option<Wish> {
    match (key, after_g) {
        ("t", true) => Some(Wish::Go("/today")),
        ("c", true) => Some(Wish::Go("/cases")),
        ("a", true) => Some(Wish::Go("/calendar")),
        ("/", _) => Some(Wish::Search),
        ("n", _) => Some(Wish::Log),
        ("j", _) => Some(Wish::Row(1)),
        ("k", _) => Some(Wish::Row(-1)),
        _ => None,
    }
}

/// Listens for as long as somebody is signed in.
#[component]
pub(super) fn Keys() -> impl IntoView {
    let path = use_location().pathname;
    let navigate = use_navigate();
    let g = Cell::new(0.0_f64);
    let heard = window_event_listener(ev::keydown, move |event| {
        if event.ctrl_key() && event.key() == "Enter" {
            return save();
        }
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        if modified || !memory::shortcuts() || is_busy(&event) {
            return;
        }
        let now = browser::now_millis();
        let after_g = now - g.replace(if event.key() == "g" { now } else { 0.0 }) < PAUSE;
        let Some(wish) = wish(&event.key(), after_g) else { return };
        event.prevent_default();
        let go = |to: &str| navigate(to, NavigateOptions::default());
        match wish {
            Wish::Row(by) => step(by),
            Wish::Go("/today") if !may(Action::TodayRead) => {}
            _ if !may(Action::CaseList) => {}
            Wish::Go(to) => go(to),
            Wish::Log if may(Action::CaseOpen) => go(&path.with_untracked(|path| log_address(path))),
            Wish::Log => {}
            Wish::Search => {
                if !path.with_untracked(|path| path.starts_with("/cases")) {
                    go("/cases");
                }
                spawn_local(focus_first(SEARCH));
            }
        }
    });
    on_cleanup(move || heard.remove());
}

fn may(action: Action) -> bool {
    session::may(action, Relation::Office)
}

/// Whether the key belongs to what is typed, or to a dialog.
fn is_busy(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let typing = target.is_some_and(|target| matches!(target.matches("input, select, textarea"), Ok(true)));
    let asked = browser::document().and_then(|document| document.query_selector("dialog[open]").ok().flatten());
    typing || asked.is_some()
}

/// Sends the form that has the focus.
fn save() {
    let active = browser::document().and_then(|document| document.active_element());
    let form = active.and_then(|active| active.closest("form").ok().flatten());
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        let _ = form.request_submit();
    }
}

/// Moves the focus through the rows of the list that has it, or of the first one that is shown.
fn step(by: isize) {
    let Some(document) = browser::document() else { return };
    let active = document.active_element();
    let pane = active.as_ref().and_then(|active| active.closest(".pane").ok().flatten());
    let rows = |root: &Element| {
        let found = root.query_selector_all("a.row, a.timeline-link");
        let found = found.into_iter().flat_map(|found| (0..found.length()).filter_map(move |at| found.get(at)));
        // What is not drawn has no box.
        let found = found.filter_map(|row| row.dyn_into::<HtmlElement>().ok());
        found.filter(|row| row.offset_parent().is_some()).collect::<Vec<_>>()
    };
    let mut all = pane.as_ref().map(rows).unwrap_or_default();
    if all.is_empty() {
        all = document.document_element().as_ref().map(rows).unwrap_or_default();
    }
    let at = all.iter().position(|row| Some(row.as_ref()) == active.as_ref());
    let to = at.map_or(0, |at| at.saturating_add_signed(by));
    if let Some(row) = all.get(to) {
        let _ = row.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_after_g_is_another_wish() {
        assert_eq!(wish("t", true), Some(Wish::Go("/today")));
        assert_eq!(wish("t", false), None);
        assert_eq!(wish("c", true), Some(Wish::Go("/cases")));
        assert_eq!(wish("a", true), Some(Wish::Go("/calendar")));
        assert_eq!(wish("j", false), Some(Wish::Row(1)));
        assert_eq!(wish("x", true), None);
    }
}
