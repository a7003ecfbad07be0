//! Writing or correcting a note.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, NoteId},
    notes::{NoteDraft, NoteRecord},
    record::{Former, RecordKind},
};

use super::row::{NoteRow, place, show};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    cases,
    db::schema::notes,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::entry::expect_correctable,
};

/// Writes a note, or corrects it; the former text is kept. Errors: 409 to correct a withdrawn one or in a closed case.
#[utoipa::path(tag = "notes", params(("case" = CaseId, Path), ("note" = NoteId, Path), WriteHeaders),
    request_body = NoteDraft,
    responses((status = 201, body = NoteRecord), (status = 200, body = NoteRecord), Problems))]
#[put("/cases/{case}/notes/{note}")]
pub async fn write(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, NoteId)>,
    payload: Payload<NoteDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    draft.validate(access.core().today()).map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put_note(writing, id, &draft), show).await
}

fn put_note(writing: &mut Writing<'_, Case>, id: NoteId, draft: &NoteDraft) -> ApiResult<Written> {
    let existing: Option<NoteRow> = notes::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|note| note.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|note| note.version))?;
    let key = writing.case_key()?;
    let sealed = key.seal(writing.core.keys.random(), place(id), &draft.body)?;
    let written = match existing {
        None => {
            diesel::insert_into(notes::table)
                .values((
                    notes::id.eq(id),
                    notes::office_id.eq(writing.caller.office),
                    notes::case_id.eq(writing.case()),
                    notes::version.eq(1),
                    notes::created_at.eq(writing.now),
                    notes::created_by.eq(writing.caller.user),
                    notes::updated_at.eq(writing.now),
                    notes::updated_by.eq(writing.caller.user),
                    notes::occurred_on.eq(draft.occurred_on),
                    notes::withdrawn.eq(false),
                    notes::sealed.eq(sealed),
                ))
                .execute(writing.conn)?;
            Written::created(id.raw())
        }
        Some(note) => {
            expect_correctable(writing, note.withdrawn)?;
            history::keep(writing, RecordKind::Note, id.raw(), note.version, &Former::corrected(note.open(&key)?))?;
            diesel::update(notes::table.find(id))
                .set((
                    notes::version.eq(note.version + 1),
                    notes::updated_at.eq(writing.now),
                    notes::updated_by.eq(writing.caller.user),
                    notes::occurred_on.eq(draft.occurred_on),
                    notes::sealed.eq(sealed),
                ))
                .execute(writing.conn)?;
            Written::changed(id.raw(), note.version + 1)
        }
    };
    let action = if written.version == 1 { AuditAction::Created } else { AuditAction::Changed };
    let case = Some(writing.case());
    writing.touch(RecordKind::Note, id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Note, case, id.raw()).fields(["occurred_on", "body"]));
    cases::touch_activity(writing, Some(draft.occurred_on), written.version > 1)?;
    Ok(written)
}
