//! Cases: one survivor's file in one office.

mod activity;
mod closable;
pub mod close_decision;
pub mod close_request;
pub mod close_take_back;
mod code_name;
mod draw;
pub mod duplicates;
mod edit;
pub mod grant;
pub mod list;
mod moving;
mod name_index;
mod names;
mod open;
pub mod put;
pub mod read;
pub mod reopen;
mod reschedule;
pub mod reveal;
pub mod row;
pub mod search;
pub mod status;
mod summary;
pub mod tokens;
pub(crate) mod transfer;

pub use activity::{still_to_do, touch_activity};
pub use name_index::NameIndex;
pub(crate) use names::Sameness;
pub use names::{OfficeNames, Traits};
pub(crate) use open::{Standing, take_in};
pub use row::CaseRow;
