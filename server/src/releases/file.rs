//! What is published, as a file.

use actix_web::{HttpResponse, get, web};
use yaninda_shared::{audit::AuditAction, ids::ReleaseId, record::RecordKind, releases::ReleaseState, users::Locale};

use super::{read::figures, row};
use crate::{
    access::{Access, Disclosed, InOffice, ReleaseRead},
    attachments::put::FileBody,
    audit::AuditDraft,
    http::{Problems, Query},
    offices,
    problem::{ApiError, ApiResult},
    sheets::{FileQuery, Words, answer, of_release},
};

/// The published tables as a file. Errors: 404 as long as they are not published.
#[utoipa::path(tag = "releases", params(("release" = ReleaseId, Path), FileQuery), responses((status = 200, content(
    (FileBody = "text/csv"), (FileBody = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (FileBody = "application/pdf"))), Problems))]
#[get("/releases/{release}/file")]
pub async fn file(
    access: Access<ReleaseRead, InOffice>,
    path: web::Path<ReleaseId>,
    query: Query<FileQuery>,
) -> ApiResult<HttpResponse> {
    let (id, query) = (path.into_inner(), query.0);
    let core = access.core().clone();
    let words = Words::of(query.language.unwrap_or(Locale::En))?;
    let (release, tables, office) = access
        .read(move |reading| {
            let row = row::find(reading, id.raw())?;
            if row.state != ReleaseState::Published {
                return Err(ApiError::not_found());
            }
            let tables = figures(reading, &row)?;
            let office = offices::name(reading.conn, row.office_id)?;
            let entry = AuditDraft::one(AuditAction::Reported, RecordKind::Release, None, id.raw());
            let entry = entry.fields([row.period.as_str(), query.format.as_str()]);
            Ok(Disclosed::with((row.show()?, tables, office), entry))
        })
        .await?;
    answer(&core, &of_release(&release, &tables, &office, &words), &words, query).await
}
