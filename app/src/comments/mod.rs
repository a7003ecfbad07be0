//! Comments of colleagues and supervisors on an entry, and resolving them.

mod list;
mod write;

pub use list::Comments;
