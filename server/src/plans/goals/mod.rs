//! Goals, in the person's own words.

pub mod history;
pub mod put;
pub mod read;
pub mod row;
pub mod withdraw;
