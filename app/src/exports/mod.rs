//! Files to hand over: all cases without names, and a file with names that another supervisor approves.

mod ask;
mod decide;
mod request;
mod screen;
mod standard;

pub use screen::ExportsScreen;
