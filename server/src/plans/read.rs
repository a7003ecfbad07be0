//! The whole plan, as it is printed for the person.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, RawId},
    plans::PlanView,
    record::RecordKind,
};

use super::{entries, goals};
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead},
    http::Problems,
    milestones,
    problem::ApiResult,
};

/// Goals, what was agreed about them, and milestones: everything that a printed plan shows. At most 200 of each.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path)), responses((status = 200, body = PlanView), Problems))]
#[get("/cases/{case}/plan")]
pub async fn read(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| {
            let key = reading.case_key()?;
            let entries = entries::list::newest(reading, None, 200)?;
            let shown = PlanView {
                goals: goals::read::all(reading)?,
                entries: entries.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?,
                milestones: milestones::list::all(reading)?,
            };
            let mut ids: Vec<RawId> = shown.goals.iter().map(|one| one.id.raw()).collect();
            ids.extend(shown.entries.iter().map(|one| one.id.raw()));
            ids.extend(shown.milestones.iter().map(|one| one.id.raw()));
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Plan, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}
