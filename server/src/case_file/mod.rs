//! The case file of one person on paper, in their language: what is recorded about them, for themselves.
//!
//! `gather` reads it in one unit of work, `lay` makes a paper of it, which knows no database. What is withheld, and why,
//! stands in `SECURITY.md`; the paper itself names it too (`left_out`).

mod about;
mod course;
mod done;
mod gather;
mod lay;
mod left_out;
pub mod make;
mod reach;
mod remarks;
mod tongue;
