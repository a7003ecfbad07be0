//! Photos and PDFs: checked by content, cleaned of metadata, sealed in chunks.

pub mod content;
mod jpeg;
mod jpx;
mod pdf;
mod photo;
mod prepare;
pub mod put;
pub mod remove;
pub mod row;
