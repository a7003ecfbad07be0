//! Figures.

pub mod services;
