//! Step-up: what whoever is signed in does only after they have shown again that it is them.

use super::Action;

text_enum! {
    /// What a proof is for; it opens nothing else.
    StepUp { IdentifiedExport = "identified_export", CaseFile = "case_file" }
}

impl Action {
    /// The proof that this action wants of a session.
    #[must_use]
    pub const fn step_up(self) -> Option<StepUp> {
        match self {
            Self::ExportTake => Some(StepUp::IdentifiedExport),
            Self::CaseFile => Some(StepUp::CaseFile),
            _ => None,
        }
    }
}
