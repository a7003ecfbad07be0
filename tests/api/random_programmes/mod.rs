//! Random programmes through the API: what it counts is held against a count made here, and what it publishes against a
//! solver of another kind than its own.

mod counted;
mod hidden;
mod programme;
#[expect(dead_code, reason = "the tests of the rules need more of it")]
#[path = "../../../shared/tests/disclosure/support/mod.rs"]
mod support;
