//! Searching by code name, name prefix, case number, phone or document number.

use std::collections::HashSet;

use actix_web::{Responder, post};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    cases::{SearchHit, SearchQuery},
    ids::CaseId,
    record::RecordKind,
    values::PhoneNumber,
};

use super::{
    summary::{self, COLUMNS, SummaryRow},
    tokens::{Exact, TokenKind, unscoped_matches},
};
use crate::{
    access::{
        Access, Answer, CaseSearch, Disclosed, InOffice, Reading,
        scope::{Visible, visible},
    },
    db::{each, schema::cases},
    http::{Payload, Problems},
    problem::ApiResult,
};

/// Most hits of one search.
const MOST: usize = 20;

/// Up to 20 cases the caller may see, by the beginning of any word of a name or by an exact number.
#[utoipa::path(tag = "cases", request_body = SearchQuery,
    responses((status = 200, body = Vec<SearchHit>), Problems))]
#[post("/cases/search")]
pub async fn search(access: Access<CaseSearch, InOffice>, payload: Payload<SearchQuery>) -> ApiResult<impl Responder> {
    let q = payload.value.q;
    let hits = access
        .read(move |reading| {
            let found = find(reading, q.as_str())?;
            let hits = show(reading, found)?;
            let ids = hits.iter().map(|hit| hit.case.id.raw()).collect();
            Ok(Disclosed::audited(hits, AuditAction::Searched, RecordKind::Case, None, ids))
        })
        .await?;
    Ok(Answer::read(0, hits))
}

type Found = Vec<(CaseId, &'static str)>;

fn find(reading: &mut Reading<'_, InOffice>, q: &str) -> ApiResult<Found> {
    let (core, office) = (reading.core, reading.caller.office);
    let only: Option<HashSet<CaseId>> = match visible(reading)? {
        Visible::Office => None,
        Visible::Only(ids) => Some(ids.into_iter().collect()),
    };
    let may_see = |case: &CaseId| only.as_ref().is_none_or(|only| only.contains(case));
    let mut found: Found = Vec::new();
    let phone = PhoneNumber::parse(q).ok().map(|phone| Exact::phone(&phone));
    let document = Exact::document(q).filter(|_| q.chars().any(char::is_numeric));
    for exact in phone.into_iter().chain(document) {
        let matched = match exact.kind() {
            TokenKind::Phone => "phone",
            TokenKind::Document => "document",
        };
        let cases = unscoped_matches(reading.conn, &core.keys, office, &exact)?;
        found.extend(cases.into_iter().filter(may_see).map(|case| (case, matched)));
    }
    let named = core.names.look(reading.conn, &core.keys, office, |names| names.find(q, only.as_ref(), MOST))?;
    for (case, field) in named {
        if !found.iter().any(|(other, _)| *other == case) {
            found.push((case, field.as_str()));
        }
    }
    found.truncate(MOST);
    Ok(found)
}

fn show(reading: &mut Reading<'_, InOffice>, found: Found) -> ApiResult<Vec<SearchHit>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<CaseId> = found.iter().map(|(case, _)| *case).collect();
    // By id alone, the office checked here: SQLite would otherwise walk the office's index.
    let rows: Vec<SummaryRow> =
        each!(&mut *reading.conn, |c| cases::table.filter(cases::id.eq_any(&ids)).select(COLUMNS).load(c))?;
    let office = reading.caller.office;
    let rows = rows.into_iter().filter(|row| row.office_id == office).collect();
    let opened = summary::open(reading, rows)?;
    let mut summaries = summary::show(reading, opened)?;
    summaries.sort_by(|a, b| a.code_name.as_str().cmp(b.code_name.as_str()));
    let hits = summaries.into_iter().filter_map(|case| {
        let matched = found.iter().find(|(id, _)| *id == case.id)?.1;
        Some(SearchHit { case, matched: matched.to_owned() })
    });
    Ok(hits.collect())
}
