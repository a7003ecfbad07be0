//! The donor report: exact figures for supervisors, and what is published for everybody who answers for the programme.

mod bars;
mod exact;
mod export;
mod figures;
mod list;
mod period;
mod publish;
mod release;
mod screen;

pub use screen::ReportsScreen;
