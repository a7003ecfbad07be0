//! Referrals in: who was sent, by which unit, and what came of it. Officials are known by what they do alone.

mod form;
mod list;
mod months;
mod of_case;
mod row;
mod sheet;
mod units;
mod which_case;

pub use list::ReferralsScreen;
pub use months::{code as month_code, months};
pub use of_case::CameFrom;
