//! The supervisor's overview: what waits and what lapses, how the work is spread, whether people recover, what was spent.

mod attention;
mod lines;
mod milestones;
mod open;
mod recovery;
mod screen;
mod spend;
mod workers;

pub use lines::FigureScreen;
pub use screen::OverviewScreen;
