//! Reading the rules of the caller's office.

use actix_web::{Responder, get};
use yaninda_shared::clocks::ClockRuleRecord;

use super::row::rules_of;
use crate::{
    access::{Access, Answer, CatalogueRead, Disclosed, InOffice},
    http::Problems,
    problem::ApiResult,
};

/// The rules that hold in the caller's office: those that come with the program or what stands in their place, then the
/// office's own. Also those that are not applied, or not in the office's country.
#[utoipa::path(tag = "clocks", responses((status = 200, body = Vec<ClockRuleRecord>), Problems))]
#[get("/clock-rules")]
pub async fn list(access: Access<CatalogueRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let rules = rules_of(reading.conn, reading.caller.office)?;
        Ok(Disclosed::impersonal(rules.all().to_vec()))
    });
    Ok(Answer::read(0, shown.await?))
}
