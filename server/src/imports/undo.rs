//! Undoing an import: what it made and nobody has gone on with since is taken out again. What somebody has gone on with stays,
//! and its number is told: work that was done must not disappear with the mistake it was built on.

use std::collections::BTreeMap;

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use serde::Deserialize;
use yaninda_shared::{
    audit::AuditAction,
    ids::{ApprovalId, CaseId, EventId, ImportId, OfficeId, RawId, ServiceId},
    imports::{ImportKind, ImportRecord, ImportState},
    policy::Relation,
    problem::Code,
    record::RecordKind,
};

use super::{
    built_on, parts,
    places::Part,
    row::{ImportRow, find, show},
};
use crate::{
    access::{Access, Case, ImportWrite, InOffice, Writing, Written},
    audit::AuditDraft,
    cases::{CaseRow, grant, touch_activity},
    db::schema::{approvals, case_events, case_keys, case_tokens, cases, consents, imports, services},
    http::{Digest, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Records of one statement.
const CHUNK: usize = 500;

/// Takes out again what an import of the last day made. Services stay that were corrected, commented or carry files, that a
/// milestone, a goal, a dismissed suggestion or a decision speaks of, and those of cases closed since; so do cases in which
/// anything was done, or to which a referral leads. Errors: 409 after a day.
#[utoipa::path(tag = "imports", params(("import" = ImportId, Path), WriteHeaders),
    responses((status = 200, body = ImportRecord), Problems))]
#[post("/imports/{import}/undo")]
pub async fn undo(
    access: Access<ImportWrite, InOffice>,
    path: web::Path<ImportId>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    let id = path.into_inner();
    access.write_large(digest, move |writing| take_out(writing, id), show).await
}

fn take_out(writing: &mut Writing<'_, InOffice>, id: ImportId) -> ApiResult<Written> {
    let row = find(writing, id)?;
    writing.expect(id.raw(), Some(row.version))?;
    if !row.is_undoable(writing.now) {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let mut gone = 0;
    let mut touched: BTreeMap<CaseId, Vec<RawId>> = BTreeMap::new();
    for seq in 0_i32.. {
        let Some(made) = made(writing, id, seq)? else { break };
        for chunk in made.chunks(CHUNK) {
            gone += match row.kind {
                ImportKind::Cases => cases_out(writing, &row, chunk)?,
                ImportKind::Services => services_out(writing, &row, chunk, &mut touched)?,
            };
        }
    }
    settle_cases(writing, touched)?;
    while parts::forget_some(writing.conn, row.office_id, id, &[Part::Made])? > 0 {}
    diesel::update(imports::table.find(id))
        .set((
            imports::version.eq(row.version + 1),
            imports::updated_at.eq(writing.now),
            imports::updated_by.eq(writing.caller.user),
            imports::state.eq(ImportState::Undone),
            imports::kept.eq(row.made - gone),
        ))
        .execute(writing.conn)?;
    writing.touch(RecordKind::Import, id.raw(), None)?;
    writing.audit(AuditDraft::one(AuditAction::Undone, RecordKind::Import, None, id.raw()));
    Ok(Written::changed(id.raw(), row.version + 1))
}

/// Ids of one part of what was made.
fn made(writing: &mut Writing<'_, InOffice>, id: ImportId, seq: i32) -> ApiResult<Option<Vec<RawId>>> {
    #[derive(Deserialize)]
    struct Id(uuid::Uuid);
    let office = writing.caller.office;
    let key = writing.office_key()?;
    let Some(sealed) = parts::find(writing.conn, office, id, Part::Made, seq)? else { return Ok(None) };
    let ids: Vec<Id> = parts::open(&key, id, Part::Made, seq, &sealed)?;
    Ok(Some(ids.into_iter().map(|id| RawId(id.0)).collect()))
}

/// Takes out cases in which nothing happened since and to which no referral leads. Their keys go too: what an older copy of
/// the database holds of them stays sealed for good.
fn cases_out(writing: &mut Writing<'_, InOffice>, row: &ImportRow, ids: &[RawId]) -> ApiResult<i64> {
    let ids: Vec<CaseId> = ids.iter().map(|id| CaseId::from_raw(*id)).collect();
    let office = writing.caller.office;
    let kept = built_on::cases(writing, row, &ids)?;
    let present: Vec<CaseRow> = cases::table.filter(cases::id.eq_any(&ids)).load(writing.conn)?;
    let mut gone = 0;
    for case in present.into_iter().filter(|case| case.office_id == office && !kept.contains(&case.id)) {
        case_out(writing, office, case)?;
        gone += 1;
    }
    Ok(gone)
}

fn case_out(writing: &mut Writing<'_, InOffice>, office: OfficeId, case: CaseRow) -> ApiResult<()> {
    let id = case.id;
    writing.about(Case { row: case, relation: Relation::Office }, |writing| {
        // Ended, not thrown away: their phones are told by it that the case is gone.
        for grant in grant::in_force(writing)? {
            grant::end(writing, &grant)?;
        }
        macro_rules! all {
            ($($table:ident),+) => { $(
                diesel::delete($table::table.filter($table::office_id.eq(office)).filter($table::case_id.eq(id)))
                    .execute(writing.conn)?;
            )+ };
        }
        all!(case_events, case_tokens, consents, case_keys);
        diesel::delete(cases::table.find(id)).execute(writing.conn)?;
        writing.touch(RecordKind::Case, id.raw(), Some(id))?;
        writing.audit(AuditDraft::one(AuditAction::Undone, RecordKind::Case, Some(id), id.raw()));
        Ok(())
    })
}

/// Takes out services that stand as they came in and that nothing else speaks of.
fn services_out(
    writing: &mut Writing<'_, InOffice>,
    row: &ImportRow,
    ids: &[RawId],
    touched: &mut BTreeMap<CaseId, Vec<RawId>>,
) -> ApiResult<i64> {
    let office = writing.caller.office;
    let ids: Vec<ServiceId> = ids.iter().map(|id| ServiceId::from_raw(*id)).collect();
    let mut present: Vec<(ServiceId, OfficeId, CaseId, i64, bool)> = services::table
        .filter(services::id.eq_any(&ids))
        .select((services::id, services::office_id, services::case_id, services::version, services::withdrawn))
        .load(writing.conn)?;
    present.retain(|(_, of, _, version, withdrawn)| *of == office && *version == 1 && !withdrawn);
    let mut in_cases: Vec<CaseId> = present.iter().map(|(_, _, case, ..)| *case).collect();
    in_cases.sort_unstable();
    in_cases.dedup();
    let kept = built_on::services(writing, row, &in_cases)?;
    present.retain(|(id, _, case, ..)| !kept.of_closed.contains(case) && !kept.named.contains(&id.raw()));
    let out: Vec<ServiceId> = present.iter().map(|(id, ..)| *id).collect();
    requests_out(writing, &out)?;
    diesel::delete(services::table.filter(services::id.eq_any(&out))).execute(writing.conn)?;
    let told: Vec<(RawId, CaseId)> = present.iter().map(|(id, _, case, ..)| (id.raw(), *case)).collect();
    writing.touch_all(RecordKind::Service, &told)?;
    for (id, case) in &told {
        touched.entry(*case).or_default().push(*id);
    }
    Ok(i64::try_from(out.len()).unwrap_or(0))
}

/// Takes out the requests of services that go, and what the timeline says of them: nobody has decided any, or else the service
/// would stay.
fn requests_out(writing: &mut Writing<'_, InOffice>, out: &[ServiceId]) -> ApiResult<()> {
    let office = writing.caller.office;
    let waiting: Vec<(ApprovalId, CaseId, Option<ServiceId>)> = approvals::table
        .filter(approvals::office_id.eq(office))
        // The words of the index `approvals_waiting`.
        .filter(approvals::settled_at.is_null())
        .select((approvals::id, approvals::case_id, approvals::service_id))
        .load(writing.conn)?;
    let theirs: Vec<(ApprovalId, CaseId)> = waiting
        .into_iter()
        .filter(|(_, _, service)| service.is_some_and(|service| out.contains(&service)))
        .map(|(id, case, _)| (id, case))
        .collect();
    let ids: Vec<ApprovalId> = theirs.iter().map(|(id, _)| *id).collect();
    diesel::delete(approvals::table.filter(approvals::id.eq_any(&ids))).execute(writing.conn)?;
    let told: Vec<(RawId, CaseId)> = theirs.into_iter().map(|(id, case)| (id.raw(), case)).collect();
    writing.touch_all(RecordKind::Approval, &told)?;
    let mut cases: Vec<CaseId> = told.iter().map(|(_, case)| *case).collect();
    cases.sort_unstable();
    cases.dedup();
    let events: Vec<(EventId, CaseId)> = case_events::table
        .filter(case_events::office_id.eq(office))
        .filter(case_events::case_id.eq_any(cases))
        .filter(case_events::service_id.assume_not_null().eq_any(out))
        .select((case_events::id, case_events::case_id))
        .load(writing.conn)?;
    let ids: Vec<EventId> = events.iter().map(|(id, _)| *id).collect();
    diesel::delete(case_events::table.filter(case_events::id.eq_any(&ids))).execute(writing.conn)?;
    let told: Vec<(RawId, CaseId)> = events.into_iter().map(|(id, case)| (id.raw(), case)).collect();
    writing.touch_all(RecordKind::Event, &told)
}

/// Works out anew what lists show of the cases that services were taken out of.
fn settle_cases(writing: &mut Writing<'_, InOffice>, touched: BTreeMap<CaseId, Vec<RawId>>) -> ApiResult<()> {
    let ids: Vec<CaseId> = touched.keys().copied().collect();
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<CaseRow> = cases::table.filter(cases::id.eq_any(chunk)).load(writing.conn)?;
        for row in rows {
            let case = Some(row.id);
            let out = touched.get(&row.id).cloned().unwrap_or_default();
            writing.audit(AuditDraft::many(AuditAction::Undone, RecordKind::Service, case, out));
            writing.about(Case { row, relation: Relation::Office }, |writing| touch_activity(writing, None, true))?;
        }
    }
    Ok(())
}
