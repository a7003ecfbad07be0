//! Withdrawing a note: it stays on the timeline, struck through.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, NoteId},
    notes::NoteRecord,
    record::{EntryWithdrawal, Former, RecordKind},
};

use super::row::{find, show};
use crate::{
    access::{Access, Case, EntryWrite, Written},
    audit::AuditDraft,
    cases,
    db::schema::notes,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::ApiResult,
    timeline::entry::expect_correctable,
};

/// Withdraws a note with a reason, which is kept in its history. Errors: 409 if it is withdrawn already or the case is closed.
#[utoipa::path(tag = "notes", params(("case" = CaseId, Path), ("note" = NoteId, Path), WriteHeaders),
    request_body = EntryWithdrawal, responses((status = 200, body = NoteRecord), Problems))]
#[post("/cases/{case}/notes/{note}/withdraw")]
pub async fn withdraw(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, NoteId)>,
    payload: Payload<EntryWithdrawal>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let reason = payload.value.reason;
    access
        .write(
            payload.digest,
            move |writing| {
                let note = find(writing, id.raw())?;
                writing.expect(id.raw(), Some(note.version))?;
                expect_correctable(writing, note.withdrawn)?;
                let key = writing.case_key()?;
                let was = Former::withdrawn(note.open(&key)?, reason.clone());
                history::keep(writing, RecordKind::Note, id.raw(), note.version, &was)?;
                diesel::update(notes::table.find(id))
                    .set((
                        notes::version.eq(note.version + 1),
                        notes::updated_at.eq(writing.now),
                        notes::updated_by.eq(writing.caller.user),
                        notes::withdrawn.eq(true),
                    ))
                    .execute(writing.conn)?;
                let case = Some(writing.case());
                writing.touch(RecordKind::Note, id.raw(), case)?;
                writing.audit(AuditDraft::one(AuditAction::Withdrawn, RecordKind::Note, case, id.raw()));
                cases::touch_activity(writing, None, true)?;
                Ok(Written::changed(id.raw(), note.version + 1))
            },
            show,
        )
        .await
}
