//! The only door to data. A handler's signature holds exactly one of [`Public`] or [`Access`]; both authenticate before
//! anything is read, and only they can open a read or a unit of work.

mod act;
mod actions;
mod core;
mod extract;
mod forget;
mod idempotency;
mod later;
mod precondition;
mod public;
mod reading;
mod resources;
pub mod scope;
mod session;
mod shown;
mod token;
mod unattended;
mod unit;
mod verified;
mod writing;

pub use self::{
    actions::*,
    core::{Core, Parts},
    extract::Access,
    precondition::Precondition,
    public::Public,
    reading::{Disclosed, Reading},
    resources::{Account, Case, CaseSlot, Departing, InOffice, OfCase, ReferralSlot, Resource},
    session::Caller,
    shown::{Current, Shown},
    token::{AccessToken, TokenMaker},
    unattended::{Unattended, Unit},
    writing::{Answer, Writing, Written},
};
