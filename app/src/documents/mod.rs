//! Identity documents and permits: objects with a clock.

mod clock;
mod form;
mod list;
mod write;

pub use list::Documents;
pub use write::DocumentScreen;
