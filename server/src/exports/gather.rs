//! What a file says of a case beyond its row: read for many cases at once, bounded.

use std::collections::HashMap;

use diesel::prelude::*;
use yaninda_shared::{
    cases::{Identity, Profile},
    catalogue::Category,
    documents::{DocumentKind, DocumentStatus},
    htcds::{Cell, Detail, HtcdsField, Source, row},
    ids::CaseId,
    services::Confidentiality,
    text::csv,
};

use crate::{
    access::Reading,
    cases::CaseRow,
    db::schema::{cases, documents, services},
    problem::ApiResult,
    seal::Sealer,
};

/// Cases read at once.
const CHUNK: usize = 500;

/// A case, opened.
pub(super) struct Gathered {
    pub row: CaseRow,
    pub key: Sealer,
    pub profile: Profile,
    pub identity: Identity,
    papers: Vec<DocumentKind>,
    categories: Vec<Category>,
}

/// Opens those of these cases that are in the office and were not erased; with `restricted`, services count that are
/// restricted.
pub(super) fn gather<R>(
    reading: &mut Reading<'_, R>,
    ids: &[CaseId],
    restricted: bool,
    mut take: impl FnMut(&mut Reading<'_, R>, Gathered) -> ApiResult<()>,
) -> ApiResult<()> {
    let office = reading.caller.office;
    for chunk in ids.chunks(CHUNK) {
        let mut rows: Vec<CaseRow> = cases::table.filter(cases::id.eq_any(chunk)).load(reading.conn)?;
        rows.retain(|row| row.office_id == office);
        let here: Vec<CaseId> = rows.iter().map(|row| row.id).collect();
        let keys = reading.core.keys.cases(reading.conn, office, &here)?;
        let (mut papers, mut categories) = (papers(reading, &here)?, categories(reading, &here, restricted)?);
        for row in rows {
            let Some(key) = keys.get(&row.id).cloned() else { continue };
            let gathered = Gathered {
                profile: row.profile(&key)?,
                identity: row.identity(&key)?.unwrap_or_default(),
                papers: papers.remove(&row.id).unwrap_or_default(),
                categories: categories.remove(&row.id).unwrap_or_default(),
                row,
                key,
            };
            take(reading, gathered)?;
        }
    }
    Ok(())
}

fn papers<R>(reading: &mut Reading<'_, R>, cases: &[CaseId]) -> ApiResult<HashMap<CaseId, Vec<DocumentKind>>> {
    let rows: Vec<(CaseId, DocumentKind, DocumentStatus)> = documents::table
        .filter(documents::office_id.eq(reading.caller.office))
        .filter(documents::case_id.eq_any(cases))
        .filter(documents::withdrawn.eq(false))
        .select((documents::case_id, documents::kind, documents::status))
        .load(reading.conn)?;
    let mut papers: HashMap<CaseId, Vec<DocumentKind>> = HashMap::new();
    for (case, kind, status) in rows {
        if status.is_live() {
            papers.entry(case).or_default().push(kind);
        }
    }
    Ok(papers)
}

fn categories<R>(
    reading: &mut Reading<'_, R>,
    cases: &[CaseId],
    restricted: bool,
) -> ApiResult<HashMap<CaseId, Vec<Category>>> {
    let rows: Vec<(CaseId, Category, Confidentiality)> = services::table
        .filter(services::office_id.eq(reading.caller.office))
        .filter(services::case_id.eq_any(cases))
        .filter(services::withdrawn.eq(false))
        .select((services::case_id, services::category, services::confidentiality))
        .load(reading.conn)?;
    let mut categories: HashMap<CaseId, Vec<Category>> = HashMap::new();
    for (case, category, level) in rows {
        if level.shows_details(false, restricted) {
            categories.entry(case).or_default().push(category);
        }
    }
    Ok(categories)
}

impl Gathered {
    /// What the standard says of it, under this name.
    pub fn cells<R>(&self, reading: &Reading<'_, R>, record: &str, detail: Detail) -> Vec<Cell> {
        let source = Source {
            record,
            today: reading.today(),
            status: self.row.status,
            opened_on: self.row.opened_on,
            closed_on: self.row.closed_on,
            close_reason: self.row.close_reason,
            profile: &self.profile,
            identity: &self.identity,
            papers: &self.papers,
            categories: &self.categories,
        };
        row(&source, detail)
    }
}

/// The names of the fields, as the first line of a table.
pub(super) fn headers() -> String {
    separated(&HtcdsField::ALL.iter().map(|field| field.as_str()).collect::<Vec<_>>())
}

/// The cells of a case as a line of a table.
pub(super) fn line(cells: &[Cell]) -> String {
    let texts: Vec<String> = cells.iter().map(text).collect();
    separated(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

fn separated(cells: &[&str]) -> String {
    let mut line = String::new();
    csv::line(&mut line, ',', cells);
    line
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Flag(true) => "TRUE".to_owned(),
        Cell::Flag(false) => "FALSE".to_owned(),
        Cell::Many(values) => values.join(" "),
    }
}
