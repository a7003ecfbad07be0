//! Withdrawing a service: it stays on the timeline, struck through.

use actix_web::{Responder, post, web};
use diesel::{dsl::exists, prelude::*};
use yaninda_shared::{
    audit::AuditAction,
    documents::DocumentDraft,
    ids::{CaseId, RawId, ServiceId},
    record::{EntryWithdrawal, Former, RecordKind},
    services::{ServiceRecord, WithdrawnService},
};

use super::{
    document,
    row::{find, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Reading, Writing, Written},
    approvals::payment,
    audit::AuditDraft,
    cases,
    db::schema::{self, services},
    documents::{self, row::DocumentRow, withdraw::strike},
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::ApiResult,
    timeline::entry::{expect_correctable, hangs_on},
};

/// Withdraws a service with a reason, which is kept in its history. The document it made goes with it, unless that was
/// changed on its own or something else refers to it: the answer tells. Errors: 409 if it is withdrawn already or the
/// case is closed.
#[utoipa::path(tag = "services", params(("case" = CaseId, Path), ("service" = ServiceId, Path), WriteHeaders),
    request_body = EntryWithdrawal, responses((status = 200, body = WithdrawnService), Problems))]
#[post("/cases/{case}/services/{service}/withdraw")]
pub async fn withdraw(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, ServiceId)>,
    payload: Payload<EntryWithdrawal>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let reason = payload.value.reason;
    access
        .write(
            payload.digest,
            move |writing| {
                let service = find(writing, id.raw())?;
                writing.expect(id.raw(), Some(service.version))?;
                expect_correctable(writing, service.withdrawn)?;
                service.expect_shown_to(writing)?;
                let key = writing.case_key()?;
                let was = service.open_whole(&key)?;
                let document = orphaned(writing, &was)?;
                history::keep(
                    writing,
                    RecordKind::Service,
                    id.raw(),
                    service.version,
                    &Former::withdrawn(was, reason.clone()),
                )?;
                if let Some(document) = document {
                    strike(writing, &document, &reason)?;
                }
                diesel::update(services::table.find(id))
                    .set((
                        services::version.eq(service.version + 1),
                        services::updated_at.eq(writing.now),
                        services::updated_by.eq(writing.caller.user),
                        services::withdrawn.eq(true),
                    ))
                    .execute(writing.conn)?;
                payment::drop_request(writing, id)?;
                let case = Some(writing.case());
                writing.touch(RecordKind::Service, id.raw(), case)?;
                writing.audit(AuditDraft::one(AuditAction::Withdrawn, RecordKind::Service, case, id.raw()));
                cases::touch_activity(writing, None, true)?;
                Ok(Written::changed(id.raw(), service.version + 1))
            },
            answer,
        )
        .await
}

/// The document that stands on this service alone: made by it, as it tells, and with nothing else hanging on it.
fn orphaned(writing: &mut Writing<'_, Case>, service: &ServiceRecord) -> ApiResult<Option<DocumentRow>> {
    let Some(id) = service.draft.document else { return Ok(None) };
    let (office, case) = (writing.caller.office, writing.case());
    let document = documents::row::find(writing, id.raw())?;
    let known = document.draft(&writing.case_key()?)?;
    let told = document::described(service.id, known.kind, &service.draft);
    let changed = known != DocumentDraft { supersedes: known.supersedes, ..told };
    if document.withdrawn || changed || hangs_on(writing, id.raw())? {
        return Ok(None);
    }
    let other_services = services::table
        .filter(services::office_id.eq(office))
        .filter(services::case_id.eq(case))
        .filter(services::document_id.eq(id))
        .filter(services::id.ne(service.id))
        .filter(services::withdrawn.eq(false));
    let successors = schema::documents::table
        .filter(schema::documents::office_id.eq(office))
        .filter(schema::documents::case_id.eq(case))
        .filter(schema::documents::supersedes.eq(id))
        .filter(schema::documents::withdrawn.eq(false));
    let used: bool = diesel::select(exists(other_services).or(exists(successors))).get_result(writing.conn)?;
    Ok((!used).then_some(document))
}

fn answer(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<WithdrawnService> {
    let service = show(reading, id)?;
    let document_withdrawn = match service.draft.document {
        Some(document) => documents::row::find(reading, document.raw())?.withdrawn,
        None => false,
    };
    Ok(WithdrawnService { service, document_withdrawn })
}
