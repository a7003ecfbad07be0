//! Agreements of a case: what the person agreed to, given anew, corrected and withdrawn.

mod fields;
mod list;
mod record;

pub use fields::first_fields;
pub use list::Consents;
pub use record::{to_mail, usual};
