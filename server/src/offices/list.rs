//! Every office by name: a case can move to any of them.

use actix_web::{Responder, get};
use yaninda_shared::offices::OfficeRecord;

use super::row::{OfficeRow, unscoped_offices};
use crate::{
    access::{Access, Answer, Disclosed, InOffice, OfficeRead},
    http::Problems,
    problem::ApiResult,
};

/// Every office.
#[utoipa::path(tag = "offices", responses((status = 200, body = Vec<OfficeRecord>), Problems))]
#[get("/offices")]
pub async fn list(access: Access<OfficeRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let rows = unscoped_offices(reading.conn)?;
        Ok(Disclosed::impersonal(rows.iter().map(OfficeRow::show).collect::<ApiResult<Vec<_>>>()?))
    });
    Ok(Answer::read(0, shown.await?))
}
