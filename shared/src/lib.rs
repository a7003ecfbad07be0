//! The rules both sides agree on: typed ids, values that cannot be invalid, the service catalogue, the role
//! policy, error codes and the wire types of the API. No I/O, builds for wasm32 and native.
//!
//! A folder is a feature and a file is an action, with the same names in `server`, `app` and `tests`.

#[macro_use]
mod text_enum;

pub mod appointments;
pub mod attachments;
pub mod audit;
pub mod cases;
pub mod catalogue;
pub mod comments;
pub mod consents;
pub mod contacts;
pub mod disclosure;
pub mod documents;
pub mod feed;
pub mod ids;
pub mod mail;
pub mod milestones;
pub mod notes;
pub mod offices;
pub mod outcomes;
pub mod page;
pub mod plans;
pub mod policy;
pub mod problem;
pub mod record;
pub mod reports;
pub mod sensitive;
pub mod services;
pub mod sessions;
pub mod tasks;
pub mod text;
pub mod timeline;
pub mod today;
pub mod users;
pub mod values;
