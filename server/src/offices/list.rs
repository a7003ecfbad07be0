//! Every office by name: a case can move to any of them.

use actix_web::{Responder, get};
use yaninda_shared::offices::OfficeRecord;

use super::row::{OfficeRow, unscoped_offices};
use crate::{
    access::{Access, Answer, Disclosed, InOffice, OfficeRead},
    approvals::limits,
    http::Problems,
    problem::ApiResult,
};

/// Every office; what is paid without an approval is told of the caller's own alone.
#[utoipa::path(tag = "offices", responses((status = 200, body = Vec<OfficeRecord>), Problems))]
#[get("/offices")]
pub async fn list(access: Access<OfficeRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let (own, rows) = (reading.caller.office, unscoped_offices(reading.conn)?);
        let limits = limits::load(reading.conn, own)?;
        let of = |row: &OfficeRow| if row.id == own { limits.clone() } else { Vec::new() };
        Ok(Disclosed::impersonal(rows.iter().map(|row| row.show(of(row))).collect::<ApiResult<Vec<_>>>()?))
    });
    Ok(Answer::read(0, shown.await?))
}
