//! Opening the form of a workshop, letting it ask what comes after, and closing it.

use actix_web::{Responder, post, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::WorkshopId,
    problem::Code,
    record::Former,
    values::ValueError,
    workshops::{FeedbackOpening, FeedbackPhase, WorkshopRecord},
};

use super::{
    link,
    rewrite::{Next, rewrite},
    row::{find, show},
};
use crate::{
    access::{Access, InOffice, WorkshopWrite, Writing, Written},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Opens the form, changes what it asks, or closes it. From before to after the link stays the same; once it was closed
/// there is a new one. Errors: 409 if the workshop is withdrawn; 422 on `phase` to ask before without a question.
#[utoipa::path(tag = "workshops", params(("workshop" = WorkshopId, Path), WriteHeaders), request_body = FeedbackOpening,
    responses((status = 200, body = WorkshopRecord), Problems))]
#[post("/workshops/{workshop}/feedback")]
pub async fn open(
    access: Access<WorkshopWrite, InOffice>,
    path: web::Path<WorkshopId>,
    payload: Payload<FeedbackOpening>,
) -> ApiResult<impl Responder> {
    let (id, wish) = (path.into_inner(), payload.value);
    access.write(payload.digest, move |writing| turn(writing, id, wish), show).await
}

fn turn(writing: &mut Writing<'_, InOffice>, id: WorkshopId, wish: FeedbackOpening) -> ApiResult<Written> {
    let row = find(writing, id)?;
    writing.expect(id.raw(), Some(row.version))?;
    let today = writing.today();
    wish.validate(today).map_err(ApiError::Invalid)?;
    if row.withdrawn {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let draft = row.draft(&writing.office_key()?)?;
    if wish.phase == FeedbackPhase::Before && draft.questions.is_empty() {
        return Err(ApiError::field("phase", ValueError::NotAllowedHere));
    }
    let was = Former::corrected(draft.clone());
    let mut next = Next { phase: wish.phase, closes_on: wish.closes_on, ..Next::of(&row, draft) };
    if wish.phase == FeedbackPhase::Closed {
        next.link_hash = None;
    } else if row.asks(today) == FeedbackPhase::Closed {
        next.link_number += 1;
        next.link_hash = Some(link::hash(&link::secret(&writing.core.keys, id, next.link_number)));
    }
    rewrite(writing, &row, &next, &was, (AuditAction::Changed, "link"))
}
