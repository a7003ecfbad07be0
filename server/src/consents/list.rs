//! Reading consents.

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    consents::ConsentRecord,
    ids::{CaseId, ConsentId, RawId},
    record::RecordKind,
    values::NaiveDate,
};

use super::row::ConsentRow;
use crate::{
    access::{Access, Answer, Case, Disclosed, EntryRead, Reading},
    db::schema::consents,
    http::Problems,
    problem::{ApiError, ApiResult},
};

/// Consents of a case, newest first, withdrawn ones too; at most 200.
#[utoipa::path(tag = "consents", params(("case" = CaseId, Path)),
    responses((status = 200, body = Vec<ConsentRecord>), Problems))]
#[get("/cases/{case}/consents")]
pub async fn list(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| {
            let key = reading.case_key()?;
            let rows = newest(reading, None, 200)?;
            let shown: Vec<ConsentRecord> = rows.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?;
            let ids = shown.iter().map(|consent| consent.id.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Consent, Some(reading.case()), ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// Rows of this case from a cursor on, newest first.
pub fn newest(
    reading: &mut Reading<'_, Case>,
    after: Option<(NaiveDate, RawId)>,
    limit: i64,
) -> ApiResult<Vec<ConsentRow>> {
    let mut rows = consents::table
        .filter(consents::office_id.eq(reading.caller.office))
        .filter(consents::case_id.eq(reading.case()))
        .order((consents::given_on.desc(), consents::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some((day, id)) = after {
        let id = ConsentId::from_raw(id);
        rows = rows.filter(consents::given_on.le(day).and(consents::given_on.lt(day).or(consents::id.lt(id))));
    }
    Ok(rows.load(reading.conn)?)
}

/// A consent of this case. Errors: 404.
pub(super) fn find(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<ConsentRow> {
    consents::table
        .filter(consents::id.eq(ConsentId::from_raw(id)))
        .filter(consents::office_id.eq(reading.caller.office))
        .filter(consents::case_id.eq(reading.case()))
        .get_result(reading.conn)
        .optional()?
        .ok_or_else(ApiError::not_found)
}

/// A consent of this case, opened.
pub fn show(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<ConsentRecord> {
    let key = reading.case_key()?;
    Ok(find(reading, id)?.open(&key)?)
}

/// One consent.
#[utoipa::path(tag = "consents", params(("case" = CaseId, Path), ("consent" = ConsentId, Path)),
    responses((status = 200, body = ConsentRecord), Problems))]
#[get("/cases/{case}/consents/{consent}")]
pub async fn read(access: Access<EntryRead, Case>, path: web::Path<(CaseId, ConsentId)>) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let consent = access
        .read(move |reading| {
            let consent = show(reading, id.raw())?;
            let case = Some(reading.case());
            Ok(Disclosed::audited(consent, AuditAction::Read, RecordKind::Consent, case, vec![id.raw()]))
        })
        .await?;
    Ok(Answer::read(consent.meta.version, consent))
}
