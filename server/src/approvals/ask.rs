//! Asking for what somebody else decides.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalDraft, ApprovalKind, ApprovalRecord, ApprovalState, PaymentAsked},
    audit::AuditAction,
    cases::CloseRequest,
    ids::{ApprovalId, CaseId, RawId},
    policy::Action,
    problem::Code,
    record::RecordKind,
    timeline::EventKind,
    values::ValueError,
};

use super::{
    payment::{self, By},
    row::{ApprovalRow, Said, place, show},
    settle::waiting,
};
use crate::{
    access::{Access, ApprovalAsk, Case, OfCase, Writing, Written},
    audit::AuditDraft,
    cases::{close_request::ask_to_close, transfer::expect_destination},
    db::schema::approvals,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    timeline::event::add_event,
};

/// Asks for a payment above the limit again, for the case to be closed, or (supervisors) for its transfer. Another
/// supervisor decides. A request stays as it was asked; who wants something else takes it back. Errors: 409 if the same waits
/// already or the case is closed; 422 on what is asked for.
#[utoipa::path(tag = "approvals", params(("case" = CaseId, Path), ("approval" = ApprovalId, Path), WriteHeaders),
    request_body = ApprovalDraft, responses((status = 201, body = ApprovalRecord), Problems))]
#[put("/cases/{case}/approvals/{approval}")]
pub async fn ask(
    access: Access<ApprovalAsk, Case>,
    path: web::Path<(CaseId, ApprovalId)>,
    payload: Payload<ApprovalDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    draft.validate().map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put(writing, id, &draft), show).await
}

fn put(writing: &mut Writing<'_, Case>, id: ApprovalId, draft: &ApprovalDraft) -> ApiResult<Written> {
    let existing: Option<ApprovalRow> = approvals::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|row| row.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|row| row.version))?;
    if existing.is_some() || !writing.resource.row.open {
        return Err(ApiError::Refused(Code::Conflict));
    }
    match (draft.kind, draft.service, draft.office, draft.close_reason) {
        (ApprovalKind::Payment, Some(service), ..) => payment::ask_again(writing, id, service, draft)?,
        (ApprovalKind::Transfer, _, Some(office), _) => {
            if !writing.may(Action::CaseTransfer) {
                return Err(ApiError::Refused(Code::NotAllowed));
            }
            expect_destination(writing, office)?;
            open(writing, id, Opening::of(draft))?;
            add_event(writing, EventKind::TransferAsked, None, None, draft.note.as_ref())?;
        }
        (ApprovalKind::Close, _, _, Some(reason)) => {
            ask_to_close(writing, id, &CloseRequest { reason, note: draft.note.clone() })?;
        }
        _ => return Err(ApiError::field("kind", ValueError::Missing)),
    }
    Ok(Written::created(id.raw()))
}

/// What is asked for.
pub(crate) struct Opening<'a> {
    pub draft: &'a ApprovalDraft,
    /// Of a payment: what is paid, and whom it concerns.
    pub payment: Option<(&'a PaymentAsked, By)>,
}

impl<'a> Opening<'a> {
    pub(crate) const fn of(draft: &'a ApprovalDraft) -> Self {
        Self { draft, payment: None }
    }
}

/// Lets a request wait; of one kind, and of payments one a service. Errors: 409.
pub(crate) fn open<R: OfCase>(writing: &mut Writing<'_, R>, id: ApprovalId, opening: Opening<'_>) -> ApiResult<()> {
    let Opening { draft, payment } = opening;
    let (office, case) = (writing.caller.office, writing.case());
    let there = waiting(writing.conn, office, case)?;
    if there.iter().any(|row| (row.kind, row.service_id) == (draft.kind, draft.service)) {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let said = Said { note: draft.note.clone(), asked: payment.map(|(asked, _)| asked.clone()), ..Said::default() };
    let sealed = match (&said.note, &said.asked) {
        (None, None) => None,
        _ => Some(writing.case_key()?.seal(writing.core.keys.random(), place(id), &said)?),
    };
    diesel::insert_into(approvals::table)
        .values((
            approvals::id.eq(id),
            approvals::office_id.eq(office),
            approvals::case_id.eq(case),
            approvals::version.eq(1),
            approvals::created_at.eq(writing.now),
            approvals::created_by.eq(writing.caller.user),
            approvals::updated_at.eq(writing.now),
            approvals::updated_by.eq(writing.caller.user),
            approvals::kind.eq(draft.kind),
            approvals::state.eq(ApprovalState::Waiting),
            approvals::service_id.eq(draft.service),
            approvals::logged_by.eq(payment.map(|(_, by)| by.logged)),
            approvals::amended_by.eq(payment.and_then(|(_, by)| by.amended)),
            approvals::cost_minor.eq(payment.map(|(asked, _)| asked.payment.cost.minor())),
            approvals::currency.eq(payment.map(|(asked, _)| String::from(asked.payment.cost.currency()))),
            approvals::to_office.eq(draft.office),
            approvals::close_reason.eq(draft.close_reason),
            approvals::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    let record: RawId = id.raw();
    writing.touch(RecordKind::Approval, record, Some(case))?;
    let entry = AuditDraft::one(AuditAction::ApprovalAsked, RecordKind::Approval, Some(case), record);
    writing.audit(entry.fields([draft.kind.as_str()]));
    Ok(())
}
