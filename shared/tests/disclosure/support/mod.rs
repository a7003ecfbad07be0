//! What the tests share: a random source, invented programmes, and an attacker with an independent LP solver.

pub mod amounts;
pub mod attacker;
pub mod intervals;
pub mod lp;
pub mod programme;
pub mod publish;
pub mod random;
