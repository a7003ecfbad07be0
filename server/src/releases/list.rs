//! What is published, and what is on its way.

use actix_web::{Responder, get};
use diesel::prelude::*;
use yaninda_shared::{
    ids::ReleaseId,
    page::Page,
    releases::{ReleaseRecord, ReleaseScope},
    values::Stamp,
};

use super::row::{ReleaseRow, sees_all};
use crate::{
    access::{Access, Answer, Disclosed, InOffice, Reading, ReleaseRead},
    db::schema::releases,
    http::{PageQuery, Problems, Query, page},
    problem::ApiResult,
};

/// The releases that the caller may see, newest first: of their office, or of every office and of all together.
#[utoipa::path(tag = "releases", params(PageQuery), responses((status = 200, body = Page<ReleaseRecord>), Problems))]
#[get("/releases")]
pub async fn list(access: Access<ReleaseRead, InOffice>, query: Query<PageQuery>) -> ApiResult<impl Responder> {
    let (limit, after) = (query.0.limit()?, query.0.cursor::<i64>()?);
    let shown = access.read(move |reading| {
        let after = after.map(|(at, id)| (Stamp::from_micros(at), ReleaseId::from_raw(id)));
        let items = newest(reading, after, limit + 1)?;
        let items = items.iter().map(ReleaseRow::show).collect::<ApiResult<Vec<_>>>()?;
        Ok(Disclosed::impersonal(page(items, limit, |one| (one.meta.created_at.micros().to_string(), one.id.raw()))))
    });
    Ok(Answer::read(0, shown.await?))
}

fn newest(
    reading: &mut Reading<'_, InOffice>,
    after: Option<(Stamp, ReleaseId)>,
    limit: i64,
) -> ApiResult<Vec<ReleaseRow>> {
    let mut rows = releases::table.order((releases::created_at.desc(), releases::id.desc())).limit(limit).into_boxed();
    if !sees_all(&reading.caller) {
        rows =
            rows.filter(releases::office_id.eq(reading.caller.office)).filter(releases::scope.eq(ReleaseScope::Office));
    }
    if let Some((at, id)) = after {
        rows = rows.filter(releases::created_at.le(at).and(releases::created_at.lt(at).or(releases::id.lt(id))));
    }
    Ok(rows.load(reading.conn)?)
}
