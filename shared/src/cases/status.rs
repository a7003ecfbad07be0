//! The case process (Interagency GBV case management guidelines 2017) and the risk level.

use serde::{Deserialize, Serialize};

use super::{close::CloseReason, htcds::HtcdsCaseStatus};
use crate::values::ShortText;

text_enum! {
    /// Where a case stands.
    CaseStatus {
        Intake = "intake",
        Screening = "screening",
        Identified = "identified",
        NotAVictim = "not_a_victim",
        Assessment = "assessment",
        Plan = "plan",
        Implementation = "implementation",
        FollowUp = "follow_up",
        Closed = "closed",
        AfterCare = "after_care",
    }
}

impl CaseStatus {
    /// Whether work goes on; closed cases are not on anybody's list of open ones.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed)
    }

    /// The steps a worker may choose from here; closing and reopening are actions of their own.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        use CaseStatus::{
            AfterCare, Assessment, FollowUp, Identified, Implementation, Intake, NotAVictim, Plan, Screening,
        };
        match self {
            Self::Intake => &[Screening, Identified, NotAVictim, Assessment],
            Self::Screening => &[Intake, Identified, NotAVictim, Assessment],
            Self::Identified => &[Screening, Assessment, NotAVictim],
            Self::NotAVictim => &[Screening, Identified],
            Self::Assessment => &[Identified, Plan, NotAVictim],
            Self::Plan => &[Assessment, Implementation],
            Self::Implementation => &[Plan, FollowUp],
            Self::FollowUp => &[Implementation, AfterCare],
            Self::AfterCare => &[FollowUp],
            Self::Closed => &[],
        }
    }

    /// The value of HTCDS v2 `cas_Status`; a case that closes because others go on is referred.
    #[must_use]
    pub const fn htcds(self, reason: Option<CloseReason>) -> HtcdsCaseStatus {
        match self {
            Self::Intake
            | Self::Screening
            | Self::Identified
            | Self::Assessment
            | Self::Plan
            | Self::Implementation => HtcdsCaseStatus::Active,
            Self::FollowUp | Self::AfterCare => HtcdsCaseStatus::FollowUp,
            Self::Closed if matches!(reason, Some(CloseReason::Referred)) => HtcdsCaseStatus::ClosedReferred,
            Self::NotAVictim | Self::Closed => HtcdsCaseStatus::Closed,
        }
    }
}

text_enum! {
    /// How much danger the person is in, as the worker judges it.
    Risk { Standard = "standard", Raised = "raised", High = "high" }
}

/// Moves a case to another step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatusChange {
    /// One of [`CaseStatus::next`] of the present step.
    pub status: CaseStatus,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<ShortText>,
}
