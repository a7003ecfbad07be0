//! Dismissing a suggestion: the paper or the service does not mean what it seems to, and the suggestion is not made again.

use actix_web::{Responder, get, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, MilestoneDismissalId, OfficeId, UserId},
    milestones::{MilestoneDismissalDraft, MilestoneDismissalRecord},
    problem::Code,
    record::RecordKind,
    values::{Stamp, ValueError},
};

use super::put::expect_shown_by;
use crate::{
    access::{Access, Case, EntryRead, EntryWrite, Reading, Writing, Written},
    audit::AuditDraft,
    db::schema::milestone_dismissals,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    records::{self, expect_room, find_of_case, show_of_case},
    seal::{Place, SealError, Sealer},
};

/// Most dismissals of a case.
const MOST: i64 = 1000;

/// Sealed column of a dismissal: all of it.
fn place(id: MilestoneDismissalId) -> Place {
    Place::new("milestone_dismissals.sealed", id.raw())
}

/// Table `milestone_dismissals`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct DismissalRow {
    pub id: MilestoneDismissalId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub sealed: Vec<u8>,
}

impl DismissalRow {
    /// Opens the dismissal with its case's key.
    pub fn open(&self, key: &Sealer) -> Result<MilestoneDismissalRecord, SealError> {
        Ok(MilestoneDismissalRecord {
            id: self.id,
            case: self.case_id,
            created_at: self.created_at,
            created_by: self.created_by,
            draft: key.open(place(self.id), &self.sealed)?,
        })
    }
}

find_of_case!(milestone_dismissals, MilestoneDismissalId => DismissalRow);

show_of_case!(MilestoneDismissalRecord);

/// All of this case, opened, oldest first.
pub(super) fn all(reading: &mut Reading<'_, Case>) -> ApiResult<Vec<MilestoneDismissalRecord>> {
    let key = reading.case_key()?;
    let rows: Vec<DismissalRow> = milestone_dismissals::table
        .filter(milestone_dismissals::office_id.eq(reading.caller.office))
        .filter(milestone_dismissals::case_id.eq(reading.case()))
        .order(milestone_dismissals::id)
        .limit(MOST)
        .load(reading.conn)?;
    Ok(rows.iter().map(|row| row.open(&key)).collect::<Result<_, _>>()?)
}

/// Suggestions of milestones that were dismissed, oldest first.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path)),
    responses((status = 200, body = Vec<MilestoneDismissalRecord>), Problems))]
#[get("/cases/{case}/milestone-dismissals")]
pub async fn list(access: Access<EntryRead, Case>, _path: web::Path<CaseId>) -> ApiResult<impl Responder> {
    records::all(access, all).await
}

/// One of them.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path), ("dismissal" = MilestoneDismissalId, Path)),
    responses((status = 200, body = MilestoneDismissalRecord), Problems))]
#[get("/cases/{case}/milestone-dismissals/{dismissal}")]
pub async fn read(
    access: Access<EntryRead, Case>,
    path: web::Path<(CaseId, MilestoneDismissalId)>,
) -> ApiResult<impl Responder> {
    records::one(access, path.1.raw(), show).await
}

/// Notes that a paper or a service does not mean that a milestone was reached, and why; it is not suggested from that one
/// again. Errors: 409 to change one or in a closed case; 422 on `kind` if it is noted already.
#[utoipa::path(tag = "milestones",
    params(("case" = CaseId, Path), ("dismissal" = MilestoneDismissalId, Path), WriteHeaders),
    request_body = MilestoneDismissalDraft,
    responses((status = 201, body = MilestoneDismissalRecord), Problems))]
#[put("/cases/{case}/milestone-dismissals/{dismissal}")]
pub async fn dismiss(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, MilestoneDismissalId)>,
    payload: Payload<MilestoneDismissalDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    draft.validate().map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put_dismissal(writing, id, &draft), show).await
}

fn put_dismissal(
    writing: &mut Writing<'_, Case>,
    id: MilestoneDismissalId,
    draft: &MilestoneDismissalDraft,
) -> ApiResult<Written> {
    let existing: Option<DismissalRow> = milestone_dismissals::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|row| row.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|_| 1))?;
    if existing.is_some() || !writing.resource.row.open {
        return Err(ApiError::Refused(Code::Conflict));
    }
    expect_shown_by(writing, draft.document, draft.service)?;
    let subject = |one: &MilestoneDismissalDraft| (one.kind, one.document, one.service);
    let known = all(writing)?;
    if known.iter().any(|known| subject(&known.draft) == subject(draft)) {
        return Err(ApiError::field("kind", ValueError::Taken));
    }
    expect_room(i64::try_from(known.len()).unwrap_or(MOST), MOST)?;
    let key = writing.case_key()?;
    let sealed = key.seal(writing.core.keys.random(), place(id), draft)?;
    diesel::insert_into(milestone_dismissals::table)
        .values((
            milestone_dismissals::id.eq(id),
            milestone_dismissals::office_id.eq(writing.caller.office),
            milestone_dismissals::case_id.eq(writing.case()),
            milestone_dismissals::created_at.eq(writing.now),
            milestone_dismissals::created_by.eq(writing.caller.user),
            milestone_dismissals::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::MilestoneDismissal, id.raw(), case)?;
    writing.audit(AuditDraft::one(AuditAction::Created, RecordKind::MilestoneDismissal, case, id.raw()));
    Ok(Written::created(id.raw()))
}
