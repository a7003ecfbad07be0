//! What is published: fixed tables over fixed months, quarters and years, decided once, with small figures hidden.
//!
//! Somebody asks ([`request`]), and a worker decides in the background ([`run`]), parts before totals. An office's exact
//! figures stay sealed under its own key; those of all offices together are stored nowhere, and worked out from the
//! offices' own when a further table is decided. What is published is read across offices: it is the same for everybody.

mod bundle;
mod counted;
mod facts;
pub mod file;
pub mod list;
mod payments;
mod publish;
pub mod read;
pub mod request;
mod row;
mod spend;
mod steps;
mod stored;
mod worker;

pub use stored::decided;
pub use worker::{Publisher, pass, run, step};
