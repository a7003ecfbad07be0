//! The quick exit: everything is forgotten and a neutral page takes this one's place.
//!
//! It replaces the history entry, so "back" does not return here. The page is our own `exit.html`, because a foreign
//! one would not open without signal and would tell its owner; it is precached, plain and empty. What the browser
//! wrote into its history before cannot be cleared from here.

use crate::{
    browser,
    components::{keep_nothing, unsaved},
    store::session,
};

/// Leaves at once.
pub fn leave() {
    unsaved::forget();
    keep_nothing();
    session::lock();
    browser::replace_page("/exit.html");
}
