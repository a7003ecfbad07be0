//! Former versions of a rule.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    clocks::ClockRuleRecord,
    ids::{ClockRuleId, UserId},
    values::Stamp,
};

use super::row::{find, read};
use crate::{
    access::{Access, Answer, CatalogueRead, Disclosed, InOffice, Reading},
    db::schema::clock_rule_versions,
    http::Problems,
    problem::{ApiError, ApiResult},
};

/// Former versions of a rule that the caller's office has written, oldest first, each with who wrote it and when.
#[utoipa::path(tag = "clocks", params(("clock_rule" = ClockRuleId, Path)),
    responses((status = 200, body = Vec<ClockRuleRecord>), Problems))]
#[get("/clock-rules/{clock_rule}/history")]
pub async fn history(
    access: Access<CatalogueRead, InOffice>,
    path: web::Path<ClockRuleId>,
) -> ApiResult<impl Responder> {
    let id = path.into_inner();
    let shown = access.read(move |reading| Ok(Disclosed::impersonal(former(reading, id)?)));
    Ok(Answer::read(0, shown.await?))
}

type Row = (i64, Stamp, UserId, Option<UserId>, String);

fn former(reading: &mut Reading<'_, InOffice>, id: ClockRuleId) -> ApiResult<Vec<ClockRuleRecord>> {
    let now = find(reading, id)?.ok_or_else(ApiError::not_found)?.show()?;
    let rows: Vec<Row> = clock_rule_versions::table
        .filter(clock_rule_versions::office_id.eq(reading.caller.office))
        .filter(clock_rule_versions::rule_id.eq(id))
        .order(clock_rule_versions::version)
        .limit(200)
        .select((
            clock_rule_versions::version,
            clock_rule_versions::at,
            clock_rule_versions::by_user,
            clock_rule_versions::verified_by,
            clock_rule_versions::rule,
        ))
        .load(reading.conn)?;
    rows.into_iter()
        .map(|(version, at, by, verified_by, rule)| {
            let draft = read(&rule)?;
            Ok(ClockRuleRecord {
                version,
                updated_at: Some(at),
                updated_by: Some(by),
                verified_by,
                draft,
                ..now.clone()
            })
        })
        .collect()
}
