//! What is published: fixed tables over fixed periods, with small figures hidden.

mod draft;
mod record;
mod tables;

pub use draft::{ReleaseDraft, ReleaseScope};
pub use record::{ReleaseRecord, ReleaseRefusal, ReleaseState, ReleaseView};
pub use tables::{DEFINITION, MOST_FUNDS, measure, published, publishes_spend, shape};
