//! Recovery: how life goes for the person, domain by domain, as the worker and as the person sees it, and when it is to be
//! rated next. Each domain stands for itself; nothing is added up.

mod domain;
mod due;
mod form;
mod list;
mod look_over;
mod rate;
mod scale;
mod spark;
mod start;
mod step;
mod steps;
mod story;
mod table;

pub use list::Recovery;
pub use rate::RateSheet;
pub use start::Start;
pub use story::told;
