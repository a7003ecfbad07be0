//! A case as the Human Trafficking Case Data Standard v2.0 (International Organization for Migration, CC BY 4.0) describes
//! one: which fields there are, and what each of them says of one of our cases.
//!
//! `htcds.txt` shows it; a test keeps that file true. The values themselves are those of [`crate::cases`].

mod coarse;
mod field;
mod maps;
mod row;

pub use coarse::{AgeBand, month};
pub use field::{Cover, HtcdsField, HtcdsType};
pub use maps::{HtcdsProtection, ReferralReason, SupportPlanType, gender, outgoing, protection, support};
pub use row::{Cell, Detail, Source, row};
