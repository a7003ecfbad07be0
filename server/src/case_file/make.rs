//! Making it: for the person, by their worker or a supervisor, who has shown again that it is them.

use actix_web::{Responder, post, web};
use yaninda_shared::{audit::AuditAction, case_file::CaseFileWish, ids::CaseId, record::RecordKind};

use super::{gather::gather, lay::lay};
use crate::{
    access::{Access, Case, CaseFile},
    attachments::put::FileBody,
    audit::AuditDraft,
    http::{Payload, Problems, download},
    problem::{ApiError, ApiResult},
    sessions::step_up,
};

/// What is recorded about the person, as a PDF in their language; it is kept nowhere. Details of entries that the caller may
/// not read are not on it, nor are other people's names. Errors: 403 `step_up_required` without a proof of this session, 413
/// for more than a paper holds, 422 on `parts`.
#[utoipa::path(tag = "cases", params(("case" = CaseId, Path)), request_body = CaseFileWish,
    responses((status = 200, content((FileBody = "application/pdf"))), Problems))]
#[post("/cases/{case}/case-file")]
pub async fn make(
    access: Access<CaseFile, Case>,
    _path: web::Path<CaseId>,
    payload: Payload<CaseFileWish>,
) -> ApiResult<impl Responder> {
    let wish = payload.value;
    wish.validate().map_err(ApiError::Invalid)?;
    // A proof is good for one paper: there must be room to make it before it is spent.
    let place = access.core().press.place().await?;
    let asked = wish.clone();
    let (gathered, today) = access
        .act(move |writing| {
            let gathered = gather(writing)?;
            let caller = writing.caller;
            step_up::spend(writing.conn, &caller)?;
            let case = writing.case();
            let fields = ["case_file", asked.reason.as_str(), asked.kept.as_str()].into_iter();
            let fields = fields.chain(asked.parts.iter().map(|part| part.as_str()));
            let entry = AuditDraft::one(AuditAction::Exported, RecordKind::Case, Some(case), case.raw());
            writing.audit(entry.fields(fields));
            Ok((gathered, writing.today()))
        })
        .await?;
    let file = place.print(lay(&gathered, &wish, today)?).await?;
    // The name is neutral: it stays behind in a folder of downloads.
    Ok(download("application/pdf", "attachment; filename=\"document.pdf\"", file))
}
