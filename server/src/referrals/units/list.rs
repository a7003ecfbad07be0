//! Reading the units.

use actix_web::{Responder, get};
use yaninda_shared::referrals::UnitRecord;

use super::row::{UnitRow, all};
use crate::{
    access::{Access, Answer, CatalogueRead, Disclosed, InOffice},
    http::Problems,
    problem::ApiResult,
};

/// The units that the caller's own office works with, retired ones too; at most 500.
#[utoipa::path(tag = "referrals", responses((status = 200, body = Vec<UnitRecord>), Problems))]
#[get("/referral-units")]
pub async fn list(access: Access<CatalogueRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let rows = all(reading)?;
        Ok(Disclosed::impersonal(rows.into_iter().map(UnitRow::show).collect::<ApiResult<Vec<_>>>()?))
    });
    Ok(Answer::read(0, shown.await?))
}
