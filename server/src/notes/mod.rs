//! Notes: free text on the timeline.

pub mod history;
pub mod list;
pub mod row;
pub mod withdraw;
pub mod write;
