//! Resolving a comment.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    comments::CommentRecord,
    ids::{CaseId, CommentId, UserId},
    policy::Action,
    problem::Code,
    record::RecordKind,
    values::Stamp,
};

use super::row::{find, show};
use crate::{
    access::{Access, Case, CommentResolve, Written},
    audit::AuditDraft,
    db::schema::comments,
    http::{Digest, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Marks a comment as dealt with, by its author or anyone else who works on the case; a question or flag by who asked or a
/// supervisor. Errors: 409 if it is already, and of an answer; 403.
#[utoipa::path(tag = "comments", params(("case" = CaseId, Path), ("comment" = CommentId, Path), WriteHeaders),
    responses((status = 200, body = CommentRecord), Problems))]
#[post("/cases/{case}/comments/{comment}/resolve")]
pub async fn resolve(
    access: Access<CommentResolve, Case>,
    path: web::Path<(CaseId, CommentId)>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    access
        .write(
            digest,
            move |writing| {
                let comment = find(writing, id.raw())?;
                writing.expect(id.raw(), Some(comment.version))?;
                if comment.resolved_at.is_some() || comment.reply_to.is_some() {
                    return Err(ApiError::Refused(Code::Conflict));
                }
                let theirs = comment.created_by == writing.caller.user || writing.may(Action::ApprovalDecide);
                if comment.kind.waits() && !theirs {
                    return Err(ApiError::Refused(Code::NotAllowed));
                }
                diesel::update(comments::table.find(id))
                    .set((
                        comments::version.eq(comment.version + 1),
                        comments::updated_at.eq(writing.now),
                        comments::updated_by.eq(writing.caller.user),
                        comments::resolved_at.eq(Some(writing.now)),
                        comments::resolved_by.eq(Some(writing.caller.user)),
                        comments::waits_for.eq(None::<UserId>),
                        comments::open_since.eq(None::<Stamp>),
                    ))
                    .execute(writing.conn)?;
                let case = Some(writing.case());
                writing.touch(RecordKind::Comment, id.raw(), case)?;
                writing.audit(AuditDraft::one(AuditAction::Resolved, RecordKind::Comment, case, id.raw()));
                Ok(Written::changed(id.raw(), comment.version + 1))
            },
            show,
        )
        .await
}
