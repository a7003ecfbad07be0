//! Former versions of a document.

use actix_web::{Responder, get, web};
use yaninda_shared::{
    documents::DocumentRecord,
    ids::{CaseId, DocumentId, RawId},
    record::{Former, RecordKind},
    values::NaiveDate,
};

use super::row::{find, masked};
use crate::{
    access::{Access, Case, EntryRead, Reading},
    history::versions,
    http::Problems,
    problem::ApiResult,
    records,
};

/// Former versions of a document, oldest first, their numbers masked; a withdrawal holds its reason.
#[utoipa::path(tag = "documents", params(("case" = CaseId, Path), ("document" = DocumentId, Path)),
    responses((status = 200, body = Vec<DocumentRecord>), Problems))]
#[get("/cases/{case}/documents/{document}/history")]
pub async fn history(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, DocumentId)>,
) -> ApiResult<impl Responder> {
    records::history(access, path.1.raw(), former).await
}

/// As the document was before each change, oldest first, its numbers masked. Errors: 404.
pub fn former(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<Vec<Former<DocumentRecord>>> {
    find(reading, id)?;
    let former: Vec<Former<DocumentRecord>> = versions(reading, RecordKind::Document, id)?;
    let shown = |was: Former<DocumentRecord>| {
        let mut record = masked(was.record);
        if record.occurred_on == NaiveDate::default() {
            record.occurred_on = record.draft.issued_on.unwrap_or_else(|| reading.core.day(record.meta.created_at));
        }
        Former { record, ..was }
    };
    Ok(former.into_iter().map(shown).collect())
}
