//! Choosing a milestone, saying when it is expected, and that it was reached.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, DocumentId, MilestoneId, OfficeId, ServiceId},
    milestones::{MilestoneDraft, MilestoneRecord, MilestoneState},
    problem::Code,
    record::{Former, RecordKind},
    values::ValueError,
};

use super::{
    due::due_on,
    list::MOST,
    own,
    rewrite::{Next, rewrite},
    row::{MilestoneRow, Said, place, show},
};
use crate::{
    access::{Access, Case, EntryWrite, Writing, Written},
    audit::AuditDraft,
    cases,
    db::schema::{documents, milestones, services},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    records::expect_room,
    timeline::entry::{expect_correctable_since, first_day},
};

/// Chooses a milestone for a case, or changes it; the former version is kept. A case has each milestone once, and 200 at most. In a closed
/// case one that was expected may still be reached. Errors: 409 to change one that is confirmed, declined or withdrawn, or
/// to correct one in a closed case; 422 on `reached_on` to take that away, for which there is `undo`.
#[utoipa::path(tag = "milestones", params(("case" = CaseId, Path), ("milestone" = MilestoneId, Path), WriteHeaders),
    request_body = MilestoneDraft,
    responses((status = 201, body = MilestoneRecord), (status = 200, body = MilestoneRecord), Problems))]
#[put("/cases/{case}/milestones/{milestone}")]
pub async fn put(
    access: Access<EntryWrite, Case>,
    path: web::Path<(CaseId, MilestoneId)>,
    payload: Payload<MilestoneDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    access.write(payload.digest, move |writing| put_milestone(writing, id, &draft), show).await
}

fn put_milestone(writing: &mut Writing<'_, Case>, id: MilestoneId, draft: &MilestoneDraft) -> ApiResult<Written> {
    let existing: Option<MilestoneRow> = milestones::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|milestone| milestone.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|milestone| milestone.version))?;
    let stood_on = existing.as_ref().and_then(|row| row.reached_on.into_iter().chain(row.expected_on).min());
    draft.validate(first_day(writing, stood_on), writing.today()).map_err(ApiError::Invalid)?;
    match existing {
        None => choose(writing, id, draft),
        Some(row) => change(writing, &row, draft),
    }
}

fn choose(writing: &mut Writing<'_, Case>, id: MilestoneId, draft: &MilestoneDraft) -> ApiResult<Written> {
    expect_shown_by(writing, draft.document, draft.service)?;
    let own_name = draft.own.map(|own| own::offered(writing, own)).transpose()?;
    expect_once(writing, draft)?;
    let there = milestones::table
        .filter(milestones::office_id.eq(writing.caller.office))
        .filter(milestones::case_id.eq(writing.case()))
        .count()
        .get_result(writing.conn)?;
    expect_room(there, MOST)?;
    let key = writing.case_key()?;
    let sealed = key.seal(writing.core.keys.random(), place(id), &Said::by(draft, own_name))?;
    diesel::insert_into(milestones::table)
        .values((
            milestones::id.eq(id),
            milestones::office_id.eq(writing.caller.office),
            milestones::case_id.eq(writing.case()),
            milestones::version.eq(1),
            milestones::created_at.eq(writing.now),
            milestones::created_by.eq(writing.caller.user),
            milestones::updated_at.eq(writing.now),
            milestones::updated_by.eq(writing.caller.user),
            milestones::kind.eq(draft.kind),
            milestones::type_id.eq(draft.own),
            milestones::expected_on.eq(draft.expected_on),
            milestones::due_on
                .eq(due_on(&writing.resource.row, draft.expected_on.filter(|_| draft.reached_on.is_none()))),
            milestones::reached_on.eq(draft.reached_on),
            milestones::reached_by.eq(draft.reached_on.map(|_| writing.caller.user)),
            milestones::withdrawn.eq(false),
            milestones::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Milestone, id.raw(), case)?;
    let entry = AuditDraft::one(AuditAction::Created, RecordKind::Milestone, case, id.raw());
    writing.audit(entry.fields(["milestone"]));
    cases::touch_activity(writing, None, false)?;
    Ok(Written::created(id.raw()))
}

fn change(writing: &mut Writing<'_, Case>, row: &MilestoneRow, draft: &MilestoneDraft) -> ApiResult<Written> {
    match row.state() {
        MilestoneState::Open if !row.withdrawn => {}
        MilestoneState::Open | MilestoneState::Reached => {
            expect_correctable_since(writing, row.withdrawn, row.updated_at)?;
        }
        MilestoneState::Confirmed | MilestoneState::Declined => return Err(ApiError::Refused(Code::Conflict)),
    }
    if (draft.kind, draft.own) != (row.kind, row.type_id) {
        let field = if draft.kind == row.kind { "own" } else { "kind" };
        return Err(ApiError::field(field, ValueError::NotAllowedHere));
    }
    if row.reached_on.is_some() && draft.reached_on.is_none() {
        return Err(ApiError::field("reached_on", ValueError::Missing));
    }
    let key = writing.case_key()?;
    let was = row.open(&key)?;
    // What was withdrawn later may stay where it was named before.
    let document = draft.document.filter(|one| was.draft.document != Some(*one));
    let service = draft.service.filter(|one| was.draft.service != Some(*one));
    expect_shown_by(writing, document, service)?;
    let reached_by = if says_the_same(draft, &was.draft) { row.reached_by } else { Some(writing.caller.user) };
    let undo_reason = was.undo_reason.clone().filter(|_| draft.reached_on.is_none());
    // Whoever has said so once stays concerned, whoever corrects it later.
    let mut also_by = was.also_by.clone();
    also_by.extend(row.reached_by);
    also_by.retain(|user| draft.reached_on.is_some() && Some(*user) != reached_by);
    also_by.sort_unstable();
    also_by.dedup();
    let said = Said { undo_reason, also_by, ..Said::by(draft, was.own_name.clone()) };
    let next = Next {
        said,
        expected_on: draft.expected_on,
        reached_on: draft.reached_on,
        reached_by: draft.reached_on.and(reached_by),
        ..Next::of(row, &key)?
    };
    rewrite(writing, row, &next, &Former::corrected(was), AuditAction::Changed)
}

/// Whether the day and what shows it are as they were. Who changes any of them says that it was reached, and somebody else
/// confirms it.
fn says_the_same(draft: &MilestoneDraft, was: &MilestoneDraft) -> bool {
    let said = |draft: &MilestoneDraft| (draft.reached_on, draft.evidence.clone(), draft.document, draft.service);
    said(draft) == said(was)
}

/// Each milestone stands once in a case. Errors: 422 on `kind` or `own`.
fn expect_once(writing: &mut Writing<'_, Case>, draft: &MilestoneDraft) -> ApiResult<()> {
    let there: Vec<MilestoneRow> = milestones::table
        .filter(milestones::office_id.eq(writing.caller.office))
        .filter(milestones::case_id.eq(writing.case()))
        .filter(milestones::withdrawn.eq(false))
        .load(writing.conn)?;
    let field = if draft.kind.is_some() { "kind" } else { "own" };
    let taken = there.iter().any(|row| (row.kind, row.type_id) == (draft.kind, draft.own));
    if taken { Err(ApiError::field(field, ValueError::Taken)) } else { Ok(()) }
}

/// The paper and the service that show it are of the same case, and stand. Errors: 422 on `document` or `service`.
pub(super) fn expect_shown_by(
    writing: &mut Writing<'_, Case>,
    document: Option<DocumentId>,
    service: Option<ServiceId>,
) -> ApiResult<()> {
    let here = Some((writing.caller.office, writing.case(), false));
    if let Some(document) = document {
        let found: Option<(OfficeId, CaseId, bool)> = documents::table
            .find(document)
            .select((documents::office_id, documents::case_id, documents::withdrawn))
            .get_result(writing.conn)
            .optional()?;
        if found != here {
            return Err(ApiError::field("document", ValueError::UnknownValue));
        }
    }
    if let Some(service) = service {
        let found: Option<(OfficeId, CaseId, bool)> = services::table
            .find(service)
            .select((services::office_id, services::case_id, services::withdrawn))
            .get_result(writing.conn)
            .optional()?;
        if found != here {
            return Err(ApiError::field("service", ValueError::UnknownValue));
        }
    }
    Ok(())
}
