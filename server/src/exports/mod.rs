//! Files that leave the office: one without names, and one that names people, which a second supervisor approves.

pub mod ask;
pub mod decide;
mod gather;
pub mod htcds;
pub mod list;
mod package;
mod row;
pub mod take;
pub mod take_back;
