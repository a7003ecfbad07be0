//! Consents: who agreed to what; withdrawing keeps the history.

pub mod list;
pub mod put;
pub mod row;
pub mod withdraw;
