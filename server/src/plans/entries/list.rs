//! Reading what was agreed about the plan.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, PlanId},
    plans::PlanRecord,
};

use super::row::{PlanRow, show};
use crate::{
    access::{Access, Case, EntryRead},
    db::schema::plan_entries,
    http::Problems,
    problem::ApiResult,
    records::{self, newest_of_case},
};

newest_of_case!(plan_entries by occurred_on, PlanId => PlanRow);

/// One entry about the plan.
#[utoipa::path(tag = "plans", params(("case" = CaseId, Path), ("plan" = PlanId, Path)),
    responses((status = 200, body = PlanRecord), Problems))]
#[get("/cases/{case}/plans/{plan}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, PlanId)>) -> ApiResult<impl Responder> {
    records::one(access, path.1.raw(), show).await
}
