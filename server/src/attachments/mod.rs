//! Photos and PDFs: checked by content, cleaned of metadata in a process of their own, sealed in chunks.

mod clean;
pub mod content;
mod filters;
mod jpeg;
mod jpx;
mod kind;
mod limits;
mod pdf;
mod photo;
mod picture;
mod prepare;
pub mod put;
pub mod remove;
pub mod row;
mod unfit;
mod workshop;

pub(crate) use clean::clean_own_input;
pub(crate) use kind::Sent;
pub(crate) use limits::set as limit_own_process;
pub(crate) use unfit::Unfit;
pub(crate) use workshop::in_own_process;
