//! The survivors' pages: what is behind the link of a mail, on an origin and a listener of their own. The staff's app is
//! never served here, and these pages never there.
//!
//! What must hold: a GET writes nothing, because mail scanners follow links; nothing on a page, in a header or in an
//! address names the programme, its staff, a case or what an appointment is for; a link that is over, was replaced or never
//! was is answered with the same bytes; everything works without a script.

pub mod answer;
mod ask;
mod frame;
pub mod gone;
mod icons;
mod link;
mod said;
mod serve;
pub mod show;
pub mod stop;
mod visit;

pub(crate) use frame::{STYLE, source};
pub use serve::serve;
pub(crate) use visit::browser_language;
