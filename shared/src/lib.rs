//! The rules both sides agree on: typed ids, values that cannot be invalid, the service catalogue, the role
//! policy, error codes and the wire types of the API. No I/O, builds for wasm32 and native.
//!
//! A folder is a feature and a file is an action, with the same names in `server`, `app` and `tests`.

#[macro_use]
mod text_enum;

pub mod appointments;
pub mod approvals;
pub mod attachments;
pub mod audit;
pub mod case_file;
pub mod caseload;
pub mod cases;
pub mod catalogue;
pub mod clocks;
pub mod comments;
pub mod consents;
pub mod contacts;
pub mod disclosure;
pub mod documents;
pub mod exports;
pub mod feed;
pub mod funds;
pub mod htcds;
pub mod ids;
pub mod imports;
pub mod mail;
pub mod milestones;
pub mod notes;
pub mod offices;
pub mod outcomes;
pub mod overview;
pub mod page;
pub mod plans;
pub mod policy;
pub mod problem;
pub mod record;
pub mod referrals;
pub mod releases;
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
pub mod workshops;
