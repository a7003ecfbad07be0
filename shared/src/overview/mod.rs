//! What a supervisor sees of the whole office: exact figures, each with the list that it counts.

mod answer;
mod figure;
mod line;

pub use answer::{DomainChange, FigureCount, FundSpend, MonthCount, Overview, WorkerLoad};
pub use figure::{Direction, Figure, FigureQuery};
pub use line::FigureLine;
