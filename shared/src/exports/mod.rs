//! Files that leave the office: one without names for reporting, and one that names people, asked for by one supervisor and
//! approved by another.

mod request;
mod state;

pub use request::{EXPORT_MOST, ExportDraft, ExportPart, ExportRecord, ExportedCase};
pub use state::ExportState;

use serde::{Deserialize, Serialize};

text_enum! {
    /// What a file without names is for.
    ExportReason {
        FunderReport = "funder_report",
        NationalReport = "national_report",
        InternationalReport = "international_report",
        Evaluation = "evaluation",
        Research = "research",
    }
}

text_enum! {
    /// The form of a file without names.
    HtcdsFormat { Json = "json", Csv = "csv" }
}

/// Body of `POST /exports/htcds`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HtcdsWish {
    /// Goes into the audit log.
    pub reason: ExportReason,
}
