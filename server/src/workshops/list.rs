//! Reading workshops.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{ids::WorkshopId, page::Page, values::NaiveDate, workshops::WorkshopRecord};

use super::row::{WorkshopRow, show, show_all};
use crate::{
    access::{Access, Answer, Disclosed, InOffice, Reading, WorkshopRead},
    db::schema::workshops,
    http::{PageQuery, Problems, Query, page},
    problem::ApiResult,
};

/// Workshops of the office, latest first; withdrawn ones too.
#[utoipa::path(tag = "workshops", params(PageQuery), responses((status = 200, body = Page<WorkshopRecord>), Problems))]
#[get("/workshops")]
pub async fn list(access: Access<WorkshopRead, InOffice>, query: Query<PageQuery>) -> ApiResult<impl Responder> {
    let (limit, after) = (query.0.limit()?, query.0.cursor::<NaiveDate>()?);
    let shown = access
        .read(move |reading| {
            let mut rows = workshops::table
                .filter(workshops::office_id.eq(reading.caller.office))
                .order((workshops::held_on.desc(), workshops::id.desc()))
                .limit(limit + 1)
                .into_boxed();
            if let Some((day, id)) = after {
                let later = workshops::held_on.lt(day).or(workshops::id.lt(WorkshopId::from_raw(id)));
                rows = rows.filter(workshops::held_on.le(day).and(later));
            }
            let rows: Vec<WorkshopRow> = rows.load(reading.conn)?;
            let Page { items, next } = page(rows, limit, |row| (row.held_on.to_string(), row.id.raw()));
            let items = show_all(reading, &items)?;
            Ok(Disclosed::impersonal(Page::<WorkshopRecord> { items, next }))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// One workshop.
#[utoipa::path(tag = "workshops", params(("workshop" = WorkshopId, Path)),
    responses((status = 200, body = WorkshopRecord), Problems))]
#[get("/workshops/{workshop}")]
pub async fn read(access: Access<WorkshopRead, InOffice>, path: web::Path<WorkshopId>) -> ApiResult<impl Responder> {
    let id = path.into_inner().raw();
    // It names nobody: participants are counts, and answers belong to nobody.
    let shown = access.read(move |reading| Ok(Disclosed::impersonal(show(reading, id)?))).await?;
    Ok(Answer::read(shown.meta.version, shown))
}

/// Those held from a day on and before another, oldest first, that were not withdrawn.
pub(crate) fn between(
    reading: &mut Reading<'_, InOffice>,
    from: NaiveDate,
    before: NaiveDate,
) -> ApiResult<Vec<WorkshopRecord>> {
    let rows: Vec<WorkshopRow> = workshops::table
        .filter(workshops::office_id.eq(reading.caller.office))
        .filter(workshops::held_on.ge(from))
        .filter(workshops::held_on.lt(before))
        .filter(workshops::withdrawn.eq(false))
        .order((workshops::held_on, workshops::id))
        .load(reading.conn)?;
    show_all(reading, &rows)
}
