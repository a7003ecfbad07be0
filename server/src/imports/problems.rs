//! What is wrong with the rows of a file, row by row.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{
    audit::AuditAction,
    ids::ImportId,
    imports::{ProblemPage, RowProblem},
    record::RecordKind,
};

use super::{parts, places::Part, row::find};
use crate::{
    access::{Access, Answer, Disclosed, ImportWrite, InOffice, Reading},
    db::schema::import_parts,
    http::{Problems, Query},
    problem::ApiResult,
};

/// `?after=…`.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct After {
    /// The `next` of the ones before.
    #[param(minimum = 0)]
    pub after: Option<i32>,
}

/// What the last check found, in the order of the rows: some at a time.
#[utoipa::path(tag = "imports", params(("import" = ImportId, Path), After),
    responses((status = 200, body = ProblemPage), Problems))]
#[get("/imports/{import}/problems")]
pub async fn list(
    access: Access<ImportWrite, InOffice>,
    path: web::Path<ImportId>,
    query: Query<After>,
) -> ApiResult<impl Responder> {
    let (id, after) = (path.into_inner(), query.0.after.unwrap_or(-1));
    let shown = access.read(move |reading| {
        let page = some(reading, id, after)?;
        Ok(Disclosed::audited(page, AuditAction::Read, RecordKind::Import, None, vec![id.raw()]))
    });
    Ok(Answer::read(0, shown.await?))
}

fn some(reading: &mut Reading<'_, InOffice>, id: ImportId, after: i32) -> ApiResult<ProblemPage> {
    let row = find(reading, id)?;
    let key = reading.office_key()?;
    let found: Vec<(i32, Vec<u8>)> = import_parts::table
        .filter(import_parts::office_id.eq(row.office_id))
        .filter(import_parts::import_id.eq(id))
        .filter(import_parts::kind.eq(Part::Problems.as_str()))
        .filter(import_parts::seq.gt(after))
        .order(import_parts::seq)
        .select((import_parts::seq, import_parts::sealed))
        .limit(2)
        .load(reading.conn)?;
    let more = found.len() > 1;
    let Some((seq, sealed)) = found.into_iter().next() else {
        return Ok(ProblemPage { items: Vec::new(), next: None });
    };
    let items: Vec<RowProblem> = parts::open(&key, id, Part::Problems, seq, &sealed)?;
    Ok(ProblemPage { items, next: more.then_some(seq) })
}
