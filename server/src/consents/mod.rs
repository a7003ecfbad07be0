//! Consents: who agreed to what; withdrawing keeps the history.

mod email;
pub mod list;
pub mod put;
pub mod row;
pub mod withdraw;

pub use email::email_agreement;
