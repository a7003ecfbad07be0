//! One diesel code base on embedded SQLite (the default) and on PostgreSQL (when a URL says so).

mod check;
mod connection;
mod guid;
mod migrate;
mod pool;
pub mod schema;
mod store;
mod version;
mod writer;

pub use check::quick_check;
pub(crate) use connection::each;
pub use connection::{AnyConnection, Target};
pub use migrate::{migrate, revert_all};
pub use store::{DbError, Retryable, Size, Store, read, write};
pub use version::{State, applied, is_current, migrate_to, state};
