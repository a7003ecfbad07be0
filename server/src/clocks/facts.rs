//! What of many cases decides about their deadlines, read once for all of them.

use std::collections::HashMap;

use diesel::prelude::*;
use yaninda_shared::{
    clocks::{Change, ClockEvent, Facts, Paper},
    documents::{DocumentKind, DocumentStatus},
    ids::{CaseId, DocumentId, OfficeId},
    values::NaiveDate,
};

use crate::{
    db::{
        AnyConnection,
        schema::{clock_changes, documents},
    },
    problem::ApiResult,
};

/// Most cases in one statement.
const CHUNK: usize = 500;

/// The facts of some cases.
#[derive(Debug, Default)]
pub struct Known(HashMap<CaseId, Facts>);

type Row = (
    DocumentId,
    CaseId,
    DocumentKind,
    DocumentStatus,
    Option<NaiveDate>,
    Option<NaiveDate>,
    Option<NaiveDate>,
    Option<NaiveDate>,
    Option<DocumentId>,
);

impl Known {
    /// The documents of these cases; what else decides about deadlines is added by `with_changes`.
    pub fn papers(conn: &mut AnyConnection, office: OfficeId, cases: &[CaseId]) -> ApiResult<Self> {
        let mut known = Self::default();
        for chunk in cases.chunks(CHUNK) {
            let mut rows: Vec<Row> = documents::table
                .filter(documents::office_id.eq(office))
                .filter(documents::case_id.eq_any(chunk))
                .filter(documents::withdrawn.eq(false))
                .select((
                    documents::id,
                    documents::case_id,
                    documents::kind,
                    documents::status,
                    documents::valid_from,
                    documents::issued_on,
                    documents::expires_on,
                    documents::legal_max_on,
                    documents::supersedes,
                ))
                .load(conn)?;
            // Put in order here: asked for it, SQLite would leave the index of the case.
            rows.sort_unstable_by_key(|row| row.0);
            for (id, case, kind, status, valid_from, issued_on, expires_on, legal_max_on, supersedes) in rows {
                let start = valid_from.or(issued_on);
                let paper = Paper { id, kind, status, start, expires_on, legal_max_on, supersedes };
                known.0.entry(case).or_default().papers.push(paper);
            }
        }
        Ok(known)
    }

    /// Adds the events that duties start from.
    pub(super) fn with_changes(
        mut self,
        conn: &mut AnyConnection,
        office: OfficeId,
        cases: &[CaseId],
    ) -> ApiResult<Self> {
        for chunk in cases.chunks(CHUNK) {
            let rows: Vec<(CaseId, ClockEvent, NaiveDate)> = clock_changes::table
                .filter(clock_changes::office_id.eq(office))
                .filter(clock_changes::case_id.eq_any(chunk))
                .select((clock_changes::case_id, clock_changes::event, clock_changes::changed_on))
                .load(conn)?;
            for (case, event, on) in rows {
                self.0.entry(case).or_default().changes.push(Change { event, on });
            }
        }
        Ok(self)
    }

    /// Those of one case.
    #[must_use]
    pub fn of(&self, case: CaseId) -> Option<&Facts> {
        self.0.get(&case)
    }
}
