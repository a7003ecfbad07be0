//! Reading consents.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    consents::ConsentRecord,
    ids::{CaseId, ConsentId},
};

use super::row::ConsentRow;
use crate::{
    access::{Access, Case, EntryRead, Reading},
    db::schema::consents,
    http::Problems,
    problem::ApiResult,
    records::{self, find_of_case, newest_of_case, show_of_case},
};

/// Consents of a case, newest first, withdrawn ones too; at most 200.
#[utoipa::path(tag = "consents", params(("case" = CaseId, Path)),
    responses((status = 200, body = Vec<ConsentRecord>), Problems))]
#[get("/cases/{case}/consents")]
pub async fn list(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    let all = |reading: &mut Reading<'_, Case>| {
        let key = reading.case_key()?;
        Ok(newest(reading, None, 200)?.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?)
    };
    records::all(access, all).await
}

newest_of_case!(consents by given_on, ConsentId => ConsentRow);

find_of_case!(pub(super) consents, ConsentId => ConsentRow);

show_of_case!(pub ConsentRecord);

/// One consent.
#[utoipa::path(tag = "consents", params(("case" = CaseId, Path), ("consent" = ConsentId, Path)),
    responses((status = 200, body = ConsentRecord), Problems))]
#[get("/cases/{case}/consents/{consent}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, ConsentId)>) -> ApiResult<impl Responder> {
    records::one(access, path.1.raw(), show).await
}
