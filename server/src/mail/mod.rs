//! What a mail to a survivor says and looks like. Pure: no database, no network, no clock.
//!
//! [`Content`] says what is to be told, [`word`] puts it into words, [`compose`] makes the mail of it. What may not be
//! in a mail cannot be put into a `Content`: it has no field for a name, a purpose, a number or an address.

mod content;
mod envelope;
mod link;

pub use content::{AddressCode, Body, Content, Entry, Level, Occasion, Reply, What};
pub use envelope::{Envelope, MailDomain, Token};
pub use link::Link;
