//! Milestones: dated steps of a recovery, expected and reached. The person may decline any of them, and an office may add
//! steps of its own.

mod dismissal;
mod draft;
mod kind;
mod own;
mod suggest;

pub use dismissal::{MilestoneDismissalDraft, MilestoneDismissalRecord};
pub use draft::{ChosenBy, MilestoneDecline, MilestoneDraft, MilestoneRecord, MilestoneState, MilestoneUndo};
pub use kind::{Evidence, MilestoneKind, Offset};
pub use own::{MilestoneTypeDraft, MilestoneTypeRecord};
pub use suggest::{MilestoneSuggestion, by_document, by_service, suggests};
