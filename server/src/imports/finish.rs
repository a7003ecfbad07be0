//! The one unit of work that brings everything in. What it needs to know has been worked out before and lies ready, sealed;
//! what may have changed meanwhile is looked at again, and if anything has, nothing comes of it.

use std::collections::BTreeMap;

use diesel::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalState, PaymentAsked},
    audit::AuditAction,
    cases::Assignment,
    catalogue,
    ids::{CaseId, ImportId, RawId, ServiceId, UserId},
    imports::{ImportKind, ImportState, KEPT_HOURS},
    policy::Relation,
    problem::Code,
    record::RecordKind,
    values::NaiveDate,
};

use super::{
    cases::ReadyCase,
    parts,
    places::{self, Part},
    row::find,
    services::ReadyService,
};
use crate::{
    access::{Case, CaseSlot, InOffice, Writing},
    approvals::{
        limits,
        payment::{self, By},
    },
    audit::AuditDraft,
    cases::{CaseRow, grant, take_in, touch_activity},
    db::{
        each,
        schema::{cases, imports, services},
    },
    problem::{ApiError, ApiResult},
    services::row::service_values,
};

/// Rows of one statement.
const CHUNK: usize = 500;

/// Brings in everything that lies ready. Errors: 409 if something has changed since it was made ready.
pub(super) fn finish(writing: &mut Writing<'_, InOffice>, id: ImportId, version: i64, ready: i64) -> ApiResult<()> {
    let row = find(writing, id)?;
    if row.version != version || row.state != ImportState::Running {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let made = match row.kind {
        ImportKind::Cases => bring_cases(writing, id)?,
        ImportKind::Services => bring_services(writing, id)?,
    };
    // A part that is not there any more must not go unnoticed.
    if made != ready {
        return Err(ApiError::internal("an import whose parts are not complete"));
    }
    let key = writing.office_key()?;
    let mut inside = row.inside(&key)?;
    inside.problems.clear();
    for column in &mut inside.columns {
        column.samples.clear();
    }
    writing.touch(RecordKind::Import, id.raw(), None)?;
    let (now, feed_seq) = (writing.now, writing.feed_position());
    diesel::update(imports::table.find(id))
        .set((
            imports::version.eq(version + 1),
            imports::updated_at.eq(now),
            imports::updated_by.eq(writing.caller.user),
            imports::state.eq(ImportState::Done),
            imports::done.eq(row.total),
            imports::made.eq(made),
            imports::undo_until.eq(Some(now.plus_seconds(KEPT_HOURS * 3600))),
            imports::expires_at.eq(now.plus_seconds(KEPT_HOURS * 3600)),
            imports::feed_seq.eq(feed_seq),
            imports::sealed.eq(key.seal(writing.core.keys.random(), places::import(id), &inside)?),
        ))
        .execute(writing.conn)?;
    writing.audit(AuditDraft::one(AuditAction::Imported, RecordKind::Import, None, id.raw()));
    Ok(())
}

/// Cases are taken in one by one, as by hand: each with its key, number, consent, tokens, events and entries in the log.
fn bring_cases(writing: &mut Writing<'_, InOffice>, id: ImportId) -> ApiResult<i64> {
    let mut made = 0;
    for seq in 0_i32.. {
        let Some(ready) = ready::<ReadyCase>(writing, id, seq)? else { break };
        for case in &ready {
            let slot = CaseSlot { id: case.id, existing: None };
            writing.about(slot, |writing| {
                take_in(writing, &case.draft, &case.standing)?;
                match case.standing.worker {
                    Some(worker) => assigned(writing, worker),
                    None => Ok(()),
                }
            })?;
            made += 1;
        }
    }
    Ok(made)
}

/// The log says who was given the case. Errors: 409 if they may not have one any more.
fn assigned(writing: &mut Writing<'_, CaseSlot>, worker: UserId) -> ApiResult<()> {
    let (id, caller) = (writing.resource.id, writing.caller);
    let case = Case::again(writing.conn, &caller, id)?;
    let may = grant::may_have_cases(writing, worker)?;
    let grants = grant::in_force(writing)?;
    if !may || case.row.worker_id != Some(worker) {
        return Err(ApiError::Refused(Code::Conflict));
    }
    for grant in grants.iter().filter(|grant| grant.kind == Assignment::Worker) {
        writing.audit(AuditDraft::one(AuditAction::Assigned, RecordKind::Assignment, Some(id), grant.id.raw()));
    }
    Ok(())
}

/// What came into one case.
#[derive(Default)]
struct Came {
    services: Vec<RawId>,
    asked: Vec<(ServiceId, PaymentAsked)>,
    contact: Option<NaiveDate>,
    earliest: Option<NaiveDate>,
}

fn bring_services(writing: &mut Writing<'_, InOffice>, id: ImportId) -> ApiResult<i64> {
    let mut came: BTreeMap<CaseId, Came> = BTreeMap::new();
    let office = writing.caller.office;
    let limits = limits::load(writing.conn, office)?;
    let mut made = 0;
    for seq in 0_i32.. {
        let Some(ready) = ready::<ReadyService>(writing, id, seq)? else { break };
        for chunk in ready.chunks(CHUNK) {
            insert(writing, chunk)?;
        }
        for service in &ready {
            // A limit that was set or lowered since.
            if service.asked.is_none() && payment::asked_of_new(&service.draft, &limits).is_some() {
                return Err(ApiError::Refused(Code::Conflict));
            }
            let into = came.entry(service.case).or_default();
            into.services.push(service.id.raw());
            into.asked.extend(service.asked.clone().map(|asked| (service.id, asked)));
            into.contact = into.contact.max(service.contact.then_some(service.draft.occurred_on));
            let day = Some(service.draft.occurred_on);
            into.earliest = into.earliest.map_or(day, |earliest| day.map(|day| day.min(earliest)));
        }
        let told: Vec<(RawId, CaseId)> = ready.iter().map(|service| (service.id.raw(), service.case)).collect();
        writing.touch_all(RecordKind::Service, &told)?;
        made += i64::try_from(ready.len()).unwrap_or(0);
    }
    let ids: Vec<CaseId> = came.keys().copied().collect();
    for chunk in ids.chunks(CHUNK) {
        for row in open_cases(writing, chunk)? {
            let Some(Came { services, asked, contact, earliest }) = came.remove(&row.id) else { continue };
            if earliest.is_some_and(|day| day < row.opened_on) {
                return Err(ApiError::Refused(Code::Conflict));
            }
            let case = Some(row.id);
            writing.audit(AuditDraft::many(AuditAction::Created, RecordKind::Service, case, services));
            writing.about(Case { row, relation: Relation::Office }, |writing| {
                // Whoever brings it in has logged it and asks.
                let by = By { logged: writing.caller.user, amended: None };
                asked.iter().try_for_each(|(service, asked)| payment::ask(writing, *service, asked, by))?;
                touch_activity(writing, contact, false)
            })?;
        }
    }
    // A case that is gone, or was closed meanwhile.
    if came.is_empty() { Ok(made) } else { Err(ApiError::Refused(Code::Conflict)) }
}

/// Those of these cases that are in the office and open.
fn open_cases(writing: &mut Writing<'_, InOffice>, ids: &[CaseId]) -> ApiResult<Vec<CaseRow>> {
    // By id alone, the office checked here: SQLite would otherwise walk the office's index.
    let mut rows: Vec<CaseRow> = cases::table.filter(cases::id.eq_any(ids)).load(writing.conn)?;
    rows.retain(|row| row.office_id == writing.caller.office && row.open);
    Ok(rows)
}

fn insert(writing: &mut Writing<'_, InOffice>, ready: &[ReadyService]) -> ApiResult<()> {
    let (office, user, now) = (writing.caller.office, writing.caller.user, writing.now);
    let mut rows = Vec::with_capacity(ready.len());
    for service in ready {
        let kind = catalogue::find(&service.draft.code).ok_or_else(|| ApiError::internal("a type of service"))?;
        let (draft, sealed) = (&service.draft, service.sealed()?);
        let document = None::<yaninda_shared::ids::DocumentId>;
        rows.push((
            services::id.eq(service.id),
            services::office_id.eq(office),
            services::case_id.eq(service.case),
            services::version.eq(1),
            services::created_at.eq(now),
            services::created_by.eq(user),
            services::updated_at.eq(now),
            services::updated_by.eq(user),
            services::withdrawn.eq(false),
            services::approval.eq(service.asked.as_ref().map(|_| ApprovalState::Waiting)),
            service_values!(kind, draft, document, sealed),
        ));
    }
    let conn = &mut *writing.conn;
    each!(conn, |c| diesel::insert_into(services::table).values(&rows).execute(c))?;
    Ok(())
}

/// What lies ready in one part.
fn ready<T: serde::de::DeserializeOwned>(
    writing: &mut Writing<'_, InOffice>,
    id: ImportId,
    seq: i32,
) -> ApiResult<Option<Vec<T>>> {
    let office = writing.caller.office;
    let key = writing.office_key()?;
    let sealed = parts::find(writing.conn, office, id, Part::Ready, seq)?;
    sealed.map(|sealed| parts::open(&key, id, Part::Ready, seq, &sealed)).transpose()
}
