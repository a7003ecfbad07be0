//! Referrals in: who was sent to the office, by which authority and unit, and what came of it. The official is known by
//! their role alone.

mod draft;
mod kind;
mod unit;

pub use draft::{ReferralDraft, ReferralFilter, ReferralRecord};
pub use kind::{Indicator, ReferralOutcome, ReferralSource};
pub use unit::{UnitDraft, UnitRecord};
