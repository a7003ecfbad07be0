//! The form that participants of a workshop answer: a page without sign-in, on the staff's listener.
//!
//! What must hold: it names nobody and nothing of the programme, asks for no name and has no room for one; a `GET` writes
//! nothing; one opened form is one answer; a link that is over, was closed or never was is answered with the same bytes; no
//! cookies and no scripts. It is not on the survivors' listener: officials who pass a link on must not spread that address.

mod form;
mod page;
mod serve;
mod words;

pub use serve::{answer, show};
