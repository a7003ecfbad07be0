//! Withdrawing a document: it stays on the timeline, struck through, and its number is no longer found.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    documents::DocumentRecord,
    ids::{CaseId, DocumentId},
    record::{EntryWithdrawal, Former, RecordKind},
    values::ShortText,
};

use super::{
    clocks::Clocks,
    row::{DocumentRow, find, show},
    store::index_number,
    succession,
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    cases,
    db::schema::documents,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::ApiResult,
    timeline::entry::expect_correctable,
};

/// Withdraws a document with a reason, which is kept in its history. Errors: 409 if it is withdrawn already or the case is closed.
#[utoipa::path(tag = "documents", params(("case" = CaseId, Path), ("document" = DocumentId, Path), WriteHeaders),
    request_body = EntryWithdrawal, responses((status = 200, body = DocumentRecord), Problems))]
#[post("/cases/{case}/documents/{document}/withdraw")]
pub async fn withdraw(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, DocumentId)>,
    payload: Payload<EntryWithdrawal>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let reason = payload.value.reason;
    access
        .write(
            payload.digest,
            move |writing| {
                let document = find(writing, id.raw())?;
                writing.expect(id.raw(), Some(document.version))?;
                expect_correctable(writing, document.withdrawn)?;
                strike(writing, &document, &reason)?;
                cases::touch_activity(writing, None, true)?;
                Ok(Written::changed(id.raw(), document.version + 1))
            },
            show,
        )
        .await
}

/// Marks a document as withdrawn and keeps how it was, with the reason. What replaced it replaces the one before it.
pub fn strike(writing: &mut Writing<'_, Case>, document: &DocumentRow, reason: &ShortText) -> ApiResult<()> {
    let (id, key) = (document.id, writing.case_key()?);
    let was = Former::withdrawn(document.open(&key, &Clocks::default())?, reason.clone());
    history::keep(writing, RecordKind::Document, id.raw(), document.version, &was)?;
    diesel::update(documents::table.find(id))
        .set((
            documents::version.eq(document.version + 1),
            documents::updated_at.eq(writing.now),
            documents::updated_by.eq(writing.caller.user),
            documents::withdrawn.eq(true),
        ))
        .execute(writing.conn)?;
    succession::skip(writing, document)?;
    index_number(writing, id, None)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Document, id.raw(), case)?;
    writing.audit(AuditDraft::one(AuditAction::Withdrawn, RecordKind::Document, case, id.raw()));
    Ok(())
}
