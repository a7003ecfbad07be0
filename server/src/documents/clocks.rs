//! What a document's view needs to know of the others of its case: what replaced it, and since when the person has
//! held a victim permit.

use std::collections::HashMap;

use chrono::Months;
use diesel::prelude::*;
use yaninda_shared::{
    documents::{DocumentKind, DocumentStatus},
    ids::{CaseId, DocumentId, OfficeId},
    values::NaiveDate,
};

use crate::{
    db::{AnyConnection, schema::documents},
    problem::ApiResult,
};

/// Months that victim permits may last in all, the first 30 days counted in (Law 6458 art. 49).
const VICTIM_PERMIT_MONTHS: u32 = 36;

/// Of every document of some cases.
#[derive(Debug, Default)]
pub struct Clocks {
    replaced_by: HashMap<DocumentId, DocumentId>,
    first_permit: HashMap<CaseId, NaiveDate>,
}

type Row = (DocumentId, CaseId, DocumentKind, DocumentStatus, Option<NaiveDate>, Option<NaiveDate>, Option<DocumentId>);

impl Clocks {
    /// Reads the clocks of these cases.
    pub fn load(conn: &mut AnyConnection, office: OfficeId, cases: &[CaseId]) -> ApiResult<Self> {
        let mut clocks = Self::default();
        for chunk in cases.chunks(1000) {
            let rows: Vec<Row> = documents::table
                .filter(documents::office_id.eq(office))
                .filter(documents::case_id.eq_any(chunk))
                .filter(documents::withdrawn.eq(false))
                .order(documents::id)
                .select((
                    documents::id,
                    documents::case_id,
                    documents::kind,
                    documents::status,
                    documents::valid_from,
                    documents::issued_on,
                    documents::supersedes,
                ))
                .load(conn)?;
            rows.into_iter().for_each(|row| clocks.note(row));
        }
        Ok(clocks)
    }

    fn note(&mut self, (id, case, kind, status, valid_from, issued_on, supersedes): Row) {
        if !status.holds() {
            return;
        }
        if let Some(former) = supersedes {
            self.replaced_by.insert(former, id);
        }
        if let Some(start) = valid_from.or(issued_on).filter(|_| is_victim_permit(kind)) {
            let first = self.first_permit.entry(case).or_insert(start);
            *first = start.min(*first);
        }
    }

    /// The document that replaced this one.
    #[must_use]
    pub fn replaced_by(&self, id: DocumentId) -> Option<DocumentId> {
        self.replaced_by.get(&id).copied()
    }

    /// The day after which no victim permit of the case may last.
    #[must_use]
    pub fn victim_permits_end(&self, case: CaseId, kind: DocumentKind) -> Option<NaiveDate> {
        let first = self.first_permit.get(&case).filter(|_| is_victim_permit(kind))?;
        first.checked_add_months(Months::new(VICTIM_PERMIT_MONTHS))
    }
}

const fn is_victim_permit(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::VictimPermitFirst | DocumentKind::VictimPermitExtension)
}
