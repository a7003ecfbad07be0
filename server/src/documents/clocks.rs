//! What a document's view needs to know besides its row: what replaced it, and the latest end it may lawfully have.

use yaninda_shared::{
    clocks::{Facts, LawfulEnd, Paper, Rules},
    ids::{CaseId, DocumentId, OfficeId},
};

use crate::{
    clocks::{Known, rules::row::rules_of},
    db::AnyConnection,
    problem::ApiResult,
};

/// Of every document of some cases.
#[derive(Debug, Default)]
pub struct Clocks {
    known: Known,
    rules: Rules,
}

impl Clocks {
    /// Reads the clocks of these cases.
    pub fn load(conn: &mut AnyConnection, office: OfficeId, cases: &[CaseId]) -> ApiResult<Self> {
        Ok(Self { known: Known::papers(conn, office, cases)?, rules: rules_of(conn, office)? })
    }

    /// The document that replaced this one.
    #[must_use]
    pub fn replaced_by(&self, case: CaseId, id: DocumentId) -> Option<DocumentId> {
        let papers = self.known.of(case).map(|facts| facts.papers.as_slice()).unwrap_or_default();
        papers.iter().filter(|paper| paper.status.holds() && paper.supersedes == Some(id)).map(|paper| paper.id).max()
    }

    /// The latest end that this document may lawfully have.
    #[must_use]
    pub fn lawful_end(&self, case: CaseId, paper: &Paper) -> Option<LawfulEnd> {
        let none = Facts::default();
        self.rules.lawful_end(self.known.of(case).unwrap_or(&none), paper)
    }
}
