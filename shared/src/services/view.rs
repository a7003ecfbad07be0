//! How a service is shown.

use serde::{Deserialize, Serialize};

use super::draft::ServiceDraft;
use crate::{
    ids::{CaseId, ServiceId},
    record::Meta,
};

/// A logged service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceRecord {
    pub id: ServiceId,
    pub case: CaseId,
    #[serde(flatten)]
    pub meta: Meta,
    #[serde(flatten)]
    pub draft: ServiceDraft,
    /// Withdrawn entries stay visible, struck through.
    #[serde(default)]
    pub withdrawn: bool,
    /// The caller may not read provider, place, note and details; they are left out.
    #[serde(default)]
    pub details_hidden: bool,
}

/// Answer of `POST …/services/{service}/withdraw`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WithdrawnService {
    #[serde(flatten)]
    pub service: ServiceRecord,
    /// The document it had made is withdrawn too.
    pub document_withdrawn: bool,
}
