//! Withdrawing a service: it stays on the timeline, struck through.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, ServiceId},
    record::{Former, RecordKind},
    services::{ServiceRecord, ServiceWithdrawal},
};

use super::row::{find, show};
use crate::{
    access::{Access, Case, EntryWrite, Written},
    audit::AuditDraft,
    cases,
    db::schema::services,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::ApiResult,
    timeline::entry::expect_correctable,
};

/// Withdraws a service with a reason, which is kept in its history. Errors: 409 if it is withdrawn already or the case is closed.
#[utoipa::path(tag = "services", params(("case" = CaseId, Path), ("service" = ServiceId, Path), WriteHeaders),
    request_body = ServiceWithdrawal, responses((status = 200, body = ServiceRecord), Problems))]
#[post("/cases/{case}/services/{service}/withdraw")]
pub async fn withdraw(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, ServiceId)>,
    payload: Payload<ServiceWithdrawal>,
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
                let key = writing.case_key()?;
                let was = Former::withdrawn(service.open(&key, true)?, reason.clone());
                history::keep(writing, RecordKind::Service, id.raw(), service.version, &was)?;
                diesel::update(services::table.find(id))
                    .set((
                        services::version.eq(service.version + 1),
                        services::updated_at.eq(writing.now),
                        services::updated_by.eq(writing.caller.user),
                        services::withdrawn.eq(true),
                    ))
                    .execute(writing.conn)?;
                let case = Some(writing.case());
                writing.touch(RecordKind::Service, id.raw(), case)?;
                writing.audit(AuditDraft::one(AuditAction::Withdrawn, RecordKind::Service, case, id.raw()));
                cases::touch_activity(writing, None, true)?;
                Ok(Written::changed(id.raw(), service.version + 1))
            },
            show,
        )
        .await
}
