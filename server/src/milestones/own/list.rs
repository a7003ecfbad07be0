//! Reading them.

use actix_web::{Responder, get};
use diesel::prelude::*;
use yaninda_shared::milestones::MilestoneTypeRecord;

use super::row::TypeRow;
use crate::{
    access::{Access, Answer, CatalogueRead, Disclosed, InOffice},
    db::schema::milestone_types,
    http::Problems,
    problem::ApiResult,
    records::own::MOST,
};

/// The milestones that the caller's own office has added, retired ones too; at most 500.
#[utoipa::path(tag = "milestones", responses((status = 200, body = Vec<MilestoneTypeRecord>), Problems))]
#[get("/milestone-types")]
pub async fn list(access: Access<CatalogueRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let rows: Vec<TypeRow> = milestone_types::table
            .filter(milestone_types::office_id.eq(reading.caller.office))
            .order(milestone_types::id)
            .limit(MOST)
            .load(reading.conn)?;
        Ok(Disclosed::impersonal(rows.into_iter().map(TypeRow::show).collect::<ApiResult<Vec<_>>>()?))
    });
    Ok(Answer::read(0, shown.await?))
}
