//! What a mail to a survivor says and looks like. Pure: no database, no network, no clock.
//!
//! [`Content`] says what is to be told, [`word`](word()) puts it into words, [`compose`](compose()) makes the mail of it.
//! What may not be in a mail cannot be put into a `Content`: it has no field for a name, a purpose, a number or an address.

mod calendar;
mod compose;
mod content;
mod dkim;
mod envelope;
mod html;
mod link;
mod plain;
mod word;
mod zone;

pub use compose::{ComposeError, compose};
pub use content::{AddressCode, Body, Content, Entry, Level, Occasion, Reply, What};
pub use dkim::{DkimError, DkimKey, sign};
pub use envelope::{Envelope, MailDomain, Token};
pub use link::Link;
pub use word::{Words, place, word};
