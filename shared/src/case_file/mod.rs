//! The case file of one person, on paper: what is recorded about them, for themselves.

use serde::{Deserialize, Serialize};

use crate::{
    mail::MailLanguage,
    problem::{Checker, FieldError},
    values::ValueError,
};

text_enum! {
    /// What is on the paper. What was left out is named on it.
    CaseFilePart {
        Identity = "identity",
        /// What is recorded of what happened to them.
        Happened = "happened",
        Contacts = "contacts",
        Consents = "consents",
        Services = "services",
        Documents = "documents",
        Appointments = "appointments",
        Plan = "plan",
        Milestones = "milestones",
        Ratings = "ratings",
        /// What staff wrote in their own words: only for whoever has read it through, since it may name other people.
        Remarks = "remarks",
    }
}

text_enum! {
    /// Who asked for it.
    CaseFileReason {
        PersonAsked = "person_asked",
        GuardianAsked = "guardian_asked",
        RepresentativeAsked = "representative_asked",
    }
}

text_enum! {
    /// Where the paper goes, as was talked over with the person.
    CaseFileKept {
        /// They take it along, and have a place for it.
        Person = "with_person",
        /// It stays with us, where they read it.
        Office = "with_office",
        Representative = "with_representative",
        /// Read together, then destroyed.
        Destroyed = "destroyed",
    }
}

/// Body of `POST /cases/{case}/case-file`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseFileWish {
    pub language: MailLanguage,
    pub reason: CaseFileReason,
    pub kept: CaseFileKept,
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 11))]
    pub parts: Vec<CaseFilePart>,
}

impl CaseFileWish {
    /// Checks that there is something to be on it.
    pub fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut checker = Checker::default();
        match self.parts.len() {
            0 => checker.refuse("parts", ValueError::Missing),
            many if many > CaseFilePart::ALL.len() => checker.refuse("parts", ValueError::TooLong),
            _ => {}
        }
        checker.finish()
    }

    /// Whether this is on it.
    #[must_use]
    pub fn has(&self, part: CaseFilePart) -> bool {
        self.parts.contains(&part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_with_nothing_on_it_is_refused() {
        let wish = |parts: Vec<CaseFilePart>| CaseFileWish {
            language: MailLanguage::Fa,
            reason: CaseFileReason::PersonAsked,
            kept: CaseFileKept::Office,
            parts,
        };
        assert!(wish(CaseFilePart::ALL.to_vec()).validate().is_ok());
        assert!(wish(Vec::new()).validate().is_err());
        assert!(wish(vec![CaseFilePart::Plan; 12]).validate().is_err());
    }
}
