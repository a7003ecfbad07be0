//! Logging a service: what was done for a person, when, by whom and at what cost.

mod draft;
mod status;
mod view;

pub use draft::{FieldValue, ServiceDraft};
pub use status::{Confidentiality, DeliveredBy, ServiceStatus};
pub use view::{ServiceRecord, WithdrawnService};
