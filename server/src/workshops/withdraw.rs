//! Withdrawing a workshop that did not take place, or was recorded twice.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::WorkshopId,
    problem::Code,
    record::{EntryWithdrawal, Former},
    values::ShortText,
    workshops::{FeedbackPhase, WorkshopRecord},
};

use super::{
    rewrite::{Next, rewrite},
    row::{find, show},
};
use crate::{
    access::{Access, InOffice, WorkshopWrite, Writing, Written},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Withdraws a workshop with a reason, which is kept in its history; its link leads nowhere any more. Errors: 409 if it is
/// withdrawn already.
#[utoipa::path(tag = "workshops", params(("workshop" = WorkshopId, Path), WriteHeaders), request_body = EntryWithdrawal,
    responses((status = 200, body = WorkshopRecord), Problems))]
#[post("/workshops/{workshop}/withdraw")]
pub async fn withdraw(
    access: Access<WorkshopWrite, InOffice>,
    path: web::Path<WorkshopId>,
    payload: Payload<EntryWithdrawal>,
) -> ApiResult<impl Responder> {
    let (id, reason) = (path.into_inner(), payload.value.reason);
    access.write(payload.digest, move |writing| strike(writing, id, &reason), show).await
}

fn strike(writing: &mut Writing<'_, InOffice>, id: WorkshopId, reason: &ShortText) -> ApiResult<Written> {
    let row = find(writing, id)?;
    writing.expect(id.raw(), Some(row.version))?;
    if row.withdrawn {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let draft = row.draft(&writing.office_key()?)?;
    let was = Former::withdrawn(draft.clone(), reason.clone());
    let next = Next {
        phase: FeedbackPhase::Closed,
        closes_on: None,
        link_hash: None,
        withdrawn: true,
        ..Next::of(&row, draft)
    };
    rewrite(writing, &row, &next, &was, (AuditAction::Withdrawn, "workshop"))
}
