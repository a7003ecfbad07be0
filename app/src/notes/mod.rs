//! Notes: free text on the timeline.

mod write;

pub use write::NoteScreen;
