//! The change feed: commit-ordered and gap-free per office, one row a record with the position of its latest change.

mod lock;

pub use lock::FeedLock;
