//! What every address shares: bodies, pages, headers, request ids, problem answers, the embedded app.

pub mod assets;
mod body;
pub mod client;
pub mod document;
mod download;
mod form;
mod guesses;
pub mod headers;
pub mod health;
pub mod hosts;
pub mod metrics;
mod pages;
mod payload;
pub mod request_id;
mod responses;
mod unmatched;
mod upload;

pub use download::download;
pub(crate) use form::form;
pub use guesses::{Guesses, Tolerance};
pub use pages::{PageQuery, page};
pub use payload::{Digest, Payload, Query};
pub use responses::{Problems, WriteHeaders, narrow};
pub use unmatched::unmatched;
pub use upload::Upload;
