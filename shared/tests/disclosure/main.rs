//! What is published is held against a reader who knows all of it, with a solver of another kind.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests, and the figures they print"
)]

mod amounts;
mod claims;
mod programmes;
mod support;
mod twenty;
