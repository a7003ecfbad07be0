//! Statistical disclosure control for published figures.
//!
//! [`decide()`] says, once, which cells of a [`Table`] are shown; the [`Release`] is stored and never changed. What a
//! reader can work out from all stored releases together is bounded by [`bounds`]; the condition of safety and its
//! limits are in `README.md`. Pure: no clock, no storage, no randomness.

mod amount;
mod complement;
mod decide;
mod draft;
mod outer;
mod period;
mod primary;
mod prove;
mod release;
mod shape;
mod system;
mod table;
mod tableau;
mod tally;
mod threshold;
mod window;
mod witness;

pub use amount::{GRAIN, Ledger, MARGIN, may_show};
pub use decide::{Refused, decide, withhold};
pub use period::Period;
pub use prove::{Bound, bounds};
pub use release::{Cell, Release};
pub use shape::{Dimension, Parts, Shape};
pub use table::{BadTable, Measure, Scope, Table};
pub use tally::{Fact, Tally, tally};
pub use threshold::{BadThreshold, Threshold};
