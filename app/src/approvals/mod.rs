//! What is asked for and decided by somebody else: the list of what waits, and the state where it belongs.

mod again;
mod facts;
mod of_case;
mod of_service;
mod refuse;
mod row;
mod screen;
mod splits;
mod standing;
mod take_back;
mod words;

pub use of_case::TransferNote;
pub use of_service::Requests;
pub use screen::ApprovalsScreen;
pub use words::ApprovalTag;
