//! Commenting on an entry, or rewording one's own comment.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    comments::{CommentDraft, CommentRecord},
    ids::{CaseId, CommentId, RawId},
    problem::Code,
    record::{Former, RecordKind},
    values::ValueError,
};

use super::{
    row::{CommentRow, find, place, show},
    turn,
};
use crate::{
    access::{Access, Case, CommentWrite, Writing, Written},
    audit::AuditDraft,
    db::schema::comments,
    history,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::entry::expect_to_hang_on,
};

/// Comments on an entry of the case, asks a colleague about it, flags it, or answers; its author may reword it, and the former
/// text is kept. A question or flag waits for somebody until it is resolved; an answer passes it on.
#[utoipa::path(tag = "comments", params(("case" = CaseId, Path), ("comment" = CommentId, Path), WriteHeaders),
    request_body = CommentDraft,
    responses((status = 201, body = CommentRecord), (status = 200, body = CommentRecord), Problems))]
#[put("/cases/{case}/comments/{comment}")]
pub async fn put(
    access: Access<CommentWrite, Case>,
    path: web::Path<(CaseId, CommentId)>,
    payload: Payload<CommentDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    draft.validate().map_err(ApiError::Invalid)?;
    let on_entry = matches!(
        draft.on_kind,
        RecordKind::Service
            | RecordKind::Document
            | RecordKind::Note
            | RecordKind::Consent
            | RecordKind::Assessment
            | RecordKind::Milestone
            | RecordKind::Goal
            | RecordKind::Plan
    );
    if !on_entry {
        return Err(ApiError::field("on_kind", ValueError::NotAllowedHere));
    }
    access.write(payload.digest, move |writing| put_comment(writing, id, &draft), show).await
}

fn put_comment(writing: &mut Writing<'_, Case>, id: CommentId, draft: &CommentDraft) -> ApiResult<Written> {
    let existing: Option<CommentRow> = comments::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|comment| comment.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|comment| comment.version))?;
    if let Some(comment) = &existing {
        refuse_others(comment, writing, draft)?;
    }
    expect_to_hang_on(writing, draft.on_kind, RawId(draft.on))?;
    let thread = match existing {
        None => draft.reply_to.map(|thread| answered(writing, thread, draft)).transpose()?,
        Some(_) => None,
    };
    let key = writing.case_key()?;
    let sealed = key.seal(writing.core.keys.random(), place(id), &draft.body)?;
    let written = match existing {
        None => {
            let waits_for = turn::first(writing, draft)?;
            diesel::insert_into(comments::table)
                .values((
                    comments::id.eq(id),
                    comments::office_id.eq(writing.caller.office),
                    comments::case_id.eq(writing.case()),
                    comments::version.eq(1),
                    comments::created_at.eq(writing.now),
                    comments::created_by.eq(writing.caller.user),
                    comments::updated_at.eq(writing.now),
                    comments::updated_by.eq(writing.caller.user),
                    comments::on_kind.eq(draft.on_kind),
                    comments::on_id.eq(RawId(draft.on)),
                    comments::sealed.eq(sealed),
                    comments::kind.eq(draft.kind),
                    comments::asked_of.eq(draft.asked_of),
                    comments::reply_to.eq(draft.reply_to),
                    comments::waits_for.eq(waits_for),
                    comments::open_since.eq(draft.kind.waits().then_some(writing.now)),
                ))
                .execute(writing.conn)?;
            if let Some(thread) = thread {
                next_turn(writing, &thread)?;
            }
            Written::created(id.raw())
        }
        Some(comment) => {
            let was = Former::corrected(comment.open(&key)?);
            history::keep(writing, RecordKind::Comment, id.raw(), comment.version, &was)?;
            diesel::update(comments::table.find(id))
                .set((
                    comments::version.eq(comment.version + 1),
                    comments::updated_at.eq(writing.now),
                    comments::updated_by.eq(writing.caller.user),
                    comments::sealed.eq(sealed),
                ))
                .execute(writing.conn)?;
            Written::changed(id.raw(), comment.version + 1)
        }
    };
    let action = if written.version == 1 { AuditAction::Created } else { AuditAction::Changed };
    let case = Some(writing.case());
    writing.touch(RecordKind::Comment, id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Comment, case, id.raw()).fields(["body"]));
    Ok(written)
}

/// The comment that is answered: it stands on the same entry, answers nothing itself, and is not resolved. Errors: 422 on
/// `reply_to`; 409 once it is resolved.
fn answered(writing: &mut Writing<'_, Case>, thread: CommentId, draft: &CommentDraft) -> ApiResult<CommentRow> {
    let unknown = || ApiError::field("reply_to", ValueError::UnknownValue);
    let row = find(writing, thread.raw()).map_err(|error| match error.code() {
        Code::NotFound => unknown(),
        _ => error,
    })?;
    if row.on_id.0 != draft.on || row.reply_to.is_some() {
        return Err(unknown());
    }
    if row.resolved_at.is_some() { Err(ApiError::Refused(Code::Conflict)) } else { Ok(row) }
}

/// It is somebody else's turn in a question or flag.
fn next_turn(writing: &mut Writing<'_, Case>, thread: &CommentRow) -> ApiResult<()> {
    if !thread.kind.waits() {
        return Ok(());
    }
    let waits_for = turn::after_answer(writing, thread)?;
    diesel::update(comments::table.find(thread.id))
        .set((
            comments::version.eq(thread.version + 1),
            comments::updated_at.eq(writing.now),
            comments::updated_by.eq(writing.caller.user),
            comments::waits_for.eq(waits_for),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Comment, thread.id.raw(), case)
}

/// Only its author rewords a comment, and it stays where it is.
fn refuse_others(comment: &CommentRow, writing: &Writing<'_, Case>, draft: &CommentDraft) -> ApiResult<()> {
    if comment.created_by != writing.caller.user {
        return Err(ApiError::Refused(Code::NotAllowed));
    }
    if comment.on_kind != draft.on_kind {
        return Err(ApiError::field("on_kind", ValueError::NotAllowedHere));
    }
    if comment.on_id.0 != draft.on {
        return Err(ApiError::field("on", ValueError::NotAllowedHere));
    }
    let fixed = [
        ("kind", comment.kind == draft.kind),
        ("asked_of", comment.asked_of == draft.asked_of),
        ("reply_to", comment.reply_to == draft.reply_to),
    ];
    if let Some((field, _)) = fixed.into_iter().find(|(_, same)| !same) {
        return Err(ApiError::field(field, ValueError::NotAllowedHere));
    }
    Ok(())
}
