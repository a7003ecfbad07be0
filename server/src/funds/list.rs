//! The funds of the caller's own office.

use actix_web::{Responder, get};
use yaninda_shared::funds::FundRecord;

use super::row::load;
use crate::{
    access::{Access, Answer, Disclosed, FundRead, InOffice},
    http::Problems,
    problem::ApiResult,
};

/// The funds of the caller's own office by code, retired ones too; at most 500.
#[utoipa::path(tag = "funds", responses((status = 200, body = Vec<FundRecord>), Problems))]
#[get("/funds")]
pub async fn list(access: Access<FundRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| Ok(Disclosed::impersonal(load(reading)?)));
    Ok(Answer::read(0, shown.await?))
}
