//! Handing a whole caseload over: every case of it, or nothing.

use actix_web::{Responder, http::StatusCode, post, web};
use yaninda_shared::{
    caseload::{Caseload, Reassignment},
    ids::{CaseId, GrantId, UserId},
};

use super::load::load;
use crate::{
    access::{Access, Account, Case, CaseAssign, Writing, Written},
    appointments,
    assignments::hand,
    cases::grant,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    random,
};

/// Gives every open case of a worker to others of the office. The body holds the caseload as it was shown; if it is not that
/// any more, nothing happens and the caseload is answered as it is now.
#[utoipa::path(tag = "caseload", params(("user" = UserId, Path), WriteHeaders), request_body = Reassignment,
    responses((status = 200, body = Caseload), Problems))]
#[post("/users/{user}/caseload/reassign")]
pub async fn reassign(
    access: Access<CaseAssign, Account>,
    path: web::Path<UserId>,
    payload: Payload<Reassignment>,
) -> ApiResult<impl Responder> {
    let wish = payload.value;
    wish.validate(path.into_inner()).map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| pass_on(writing, &wish), |reading, _| load(reading)).await
}

fn pass_on(writing: &mut Writing<'_, Account>, wish: &Reassignment) -> ApiResult<Written> {
    let (caller, from) = (writing.caller, writing.resource.id);
    let mut present: Vec<(CaseId, i64)> = load(writing)?.cases.iter().map(|case| (case.id, case.version)).collect();
    let mut shown: Vec<(CaseId, i64)> = wish.cases.iter().map(|case| (case.id, case.version)).collect();
    present.sort_unstable();
    shown.sort_unstable();
    if present != shown {
        return Err(writing.stale(from.raw()));
    }
    if let Some(all) = wish.to {
        grant::check_user(writing, all, "to")?;
    }
    for (index, case) in wish.cases.iter().enumerate() {
        if let Some(own) = case.to {
            grant::check_user(writing, own, &format!("cases.{index}.to"))?;
        }
    }
    for case in &wish.cases {
        let to = wish.taker(case).ok_or_else(ApiError::not_found)?;
        let resource = Case::again(writing.conn, &caller, case.id)?;
        writing.about(resource, |writing| {
            let id = GrantId::from_raw(random::id(writing.core.keys.random(), writing.now));
            hand(writing, id, to, Some(&wish.reason))?;
            appointments::hand(writing, from, to)
        })?;
    }
    Ok(Written { status: StatusCode::OK, id: from.raw(), version: 0 })
}
