//! How a service is shown.

use serde::{Deserialize, Serialize};

use super::draft::ServiceDraft;
use crate::{
    approvals::ApprovalState,
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
    /// Where the request for its payment stands, if it costs more than the office's limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<ApprovalState>,
    /// The caller may not read more than [`ServiceRecord::hide_details`] leaves.
    #[serde(default)]
    pub details_hidden: bool,
}

impl ServiceRecord {
    /// Leaves what everyone on the case may know of a restricted entry: its type, day and status, and whether we or a
    /// partner deliver it. A cost or a fund's code can tell as much as a note.
    pub fn hide_details(&mut self) {
        let draft = &mut self.draft;
        (draft.quantity, draft.cost, draft.fund) = (None, None, None);
        (draft.needed_on, draft.requested_on, draft.next_step_on) = (None, None, None);
        (draft.appointment_on, draft.document, draft.device_time) = (None, None, None);
        (draft.provider, draft.focal_point, draft.place) = (None, None, None);
        (draft.note, draft.outcome) = (None, None);
        draft.details.clear();
        self.approval = None;
        self.details_hidden = true;
    }
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
