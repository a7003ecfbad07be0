//! Records drawn from tables of fields. One table ([`Spec`]s) shows a record, edits it, names what is wrong at its
//! field and tells what someone else changed meanwhile; the draft it makes is parsed into a type of `shared`.

mod amounts;
mod draft_sheet;
mod draw;
mod facts;
mod form;
mod json;
mod listed;
mod numbers;
mod rebase;
mod sheet;
mod spec;
mod typed;

pub use draft_sheet::{DraftFields, DraftForm, Saved, saving, stale};
pub use facts::Facts;
pub use form::Form;
pub use json::{at, draft, set, value_of};
pub use rebase::taken;
pub use sheet::{EditSheet, Job, Saving};
pub use spec::{Kind, Options, Spec, hours_before};
