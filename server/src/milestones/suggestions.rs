//! Milestones that papers and services of the case speak for and nobody has taken up.

use std::collections::BTreeMap;

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    documents::{DocumentKind, DocumentStatus},
    ids::{CaseId, DocumentId, RawId},
    milestones::{MilestoneKind, MilestoneState, MilestoneSuggestion, by_document, by_service, suggests},
    record::RecordKind,
    values::NaiveDate,
};

use super::{dismiss, row::MilestoneRow};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    db::schema::{documents, milestones, services},
    http::Problems,
    problem::ApiResult,
    services::row::ServiceRow,
};

/// Milestones that seem to have been reached, each with the earliest paper or service that shows it. None for what was
/// reached or declined already, and none from a paper or service that was said not to mean it.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path)),
    responses((status = 200, body = Vec<MilestoneSuggestion>), Problems))]
#[get("/cases/{case}/milestone-suggestions")]
pub async fn suggestions(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| {
            let shown = found(reading)?;
            let of = |one: &MilestoneSuggestion| -> Option<RawId> {
                one.document.map(DocumentId::raw).or(one.service.map(|service| service.raw()))
            };
            let ids = shown.iter().filter_map(of).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Milestone, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn found(reading: &mut Reading<'_, Case>) -> ApiResult<Vec<MilestoneSuggestion>> {
    let mut found: BTreeMap<MilestoneKind, MilestoneSuggestion> = BTreeMap::new();
    let opened_on = reading.resource.row.opened_on;
    let dismissed = dismiss::all(reading)?;
    let mut offer = |one: MilestoneSuggestion| {
        // What lies before the case cannot be one of its milestones.
        let before = one.reached_on < opened_on;
        if before || dismissed.iter().any(|known| known.draft.is_about(&one)) {
            return;
        }
        let earliest = found.entry(one.kind).or_insert(one);
        if one.reached_on < earliest.reached_on {
            *earliest = one;
        }
    };
    for (document, kind, status, reached_on) in papers(reading)? {
        if let Some(kind) = by_document(kind, status) {
            offer(MilestoneSuggestion { kind, reached_on, document: Some(document), service: None });
        }
    }
    let key = reading.case_key()?;
    for row in speaking(reading)? {
        let service = row.open_for(reading, &key)?;
        let reached_on = service.draft.occurred_on;
        for kind in by_service(&service.draft) {
            offer(MilestoneSuggestion { kind, reached_on, document: None, service: Some(service.id) });
        }
    }
    let settled: Vec<MilestoneKind> = there(reading)?
        .into_iter()
        .filter(|row| row.state() != MilestoneState::Open)
        .filter_map(|row| row.kind)
        .collect();
    Ok(found.into_values().filter(|one| !settled.contains(&one.kind)).collect())
}

type Paper = (DocumentId, DocumentKind, DocumentStatus, NaiveDate);

fn papers(reading: &mut Reading<'_, Case>) -> ApiResult<Vec<Paper>> {
    Ok(documents::table
        .filter(documents::office_id.eq(reading.caller.office))
        .filter(documents::case_id.eq(reading.case()))
        .filter(documents::withdrawn.eq(false))
        .select((documents::id, documents::kind, documents::status, documents::occurred_on))
        .load(reading.conn)?)
}

/// Services of types that may speak for a milestone.
fn speaking(reading: &mut Reading<'_, Case>) -> ApiResult<Vec<ServiceRow>> {
    Ok(services::table
        .filter(services::office_id.eq(reading.caller.office))
        .filter(services::case_id.eq(reading.case()))
        .filter(services::withdrawn.eq(false))
        .filter(services::code.eq_any(suggests().collect::<Vec<_>>()))
        .load(reading.conn)?)
}

fn there(reading: &mut Reading<'_, Case>) -> ApiResult<Vec<MilestoneRow>> {
    Ok(milestones::table
        .filter(milestones::office_id.eq(reading.caller.office))
        .filter(milestones::case_id.eq(reading.case()))
        .filter(milestones::withdrawn.eq(false))
        .load(reading.conn)?)
}
