//! Payments above the office's limit: what a service may be written as, and what becomes of it when somebody decides.

use diesel::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalDraft, ApprovalKind, ApprovalState, Before, Payment, PaymentAsked, Ruling, rule},
    audit::AuditAction,
    ids::{ApprovalId, ServiceId, UserId},
    problem::Code,
    record::{Former, RecordKind},
    services::{ServiceDraft, ServiceRecord, ServiceStatus},
    timeline::EventKind,
    values::{Money, ValueError},
};

use super::{
    ask::{Opening, open},
    limits,
    row::ApprovalRow,
    settle::lapse,
};
use crate::{
    access::{Case, OfCase, Reading, Writing},
    audit::AuditDraft,
    db::schema::{approvals, services},
    history,
    problem::{ApiError, ApiResult},
    random,
    services::row::{ServiceRow, find as find_service},
    timeline::{entry::expect_correctable, event::add_payment_event},
};

/// What is ruled on a service before it is written.
pub(crate) struct Judged {
    ruling: Ruling,
    asked: Option<PaymentAsked>,
    waiting: Option<ApprovalRow>,
    /// What the service says of its request.
    pub approval: Option<ApprovalState>,
}

impl Judged {
    /// The status that is kept instead of the one that was written.
    pub(crate) const fn status(&self, written: ServiceStatus) -> ServiceStatus {
        self.ruling.status(written)
    }
}

/// Who is concerned by a payment besides who asks for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct By {
    /// Who logged the service.
    pub logged: UserId,
    /// Who last changed what is paid.
    pub amended: Option<UserId>,
}

/// What a service asks for under these limits, if it costs anything.
pub(crate) fn asked(draft: &ServiceDraft, limits: &[Money]) -> Option<PaymentAsked> {
    let payment = Payment::of(draft)?;
    let limit = limits.iter().find(|limit| limit.currency() == payment.cost.currency()).copied();
    Some(PaymentAsked { payment, occurred_on: draft.occurred_on, note: draft.note.clone(), limit })
}

/// What a service that nothing is known of yet asks a supervisor for.
pub(crate) fn asked_of_new(draft: &ServiceDraft, limits: &[Money]) -> Option<PaymentAsked> {
    let asked = asked(draft, limits)?;
    let ruling = rule(draft.status, Some(&asked.payment), limits, &Before::default());
    (ruling == Ruling::Ask).then_some(asked)
}

/// Rules on a service; `was` is how it stood.
pub(crate) fn judge(
    reading: &mut Reading<'_, Case>,
    service: ServiceId,
    draft: &ServiceDraft,
    was: Option<&ServiceRecord>,
) -> ApiResult<Judged> {
    let office = reading.caller.office;
    let limits = limits::load(reading.conn, office)?;
    let rows = match was {
        Some(_) => about(reading, service)?,
        None => Vec::new(),
    };
    let key = reading.case_key()?;
    let mut approved = Vec::new();
    for row in rows.iter().filter(|row| row.state == ApprovalState::Approved) {
        approved.extend(row.payment(&key)?);
    }
    let waiting = rows.into_iter().find(|row| row.state == ApprovalState::Waiting);
    let waits_for = waiting.as_ref().map(|row| row.payment(&key)).transpose()?.flatten();
    let stood = was.and_then(|was| Payment::of(&was.draft));
    let before = Before {
        status: was.map(|was| was.draft.status),
        payment: stood.as_ref(),
        waiting: waits_for.as_ref(),
        approved: &approved,
    };
    let asked = asked(draft, &limits);
    let ruling = rule(draft.status, asked.as_ref().map(|asked| &asked.payment), &limits, &before);
    let approval = match ruling {
        Ruling::Free => None,
        Ruling::Covered => Some(ApprovalState::Approved),
        Ruling::Stands => was.and_then(|was| was.approval),
        Ruling::Held | Ruling::Ask => Some(ApprovalState::Waiting),
    };
    Ok(Judged { ruling, asked, waiting, approval })
}

/// Lets the request of a service follow what was ruled on it, once it is written.
pub(crate) fn follow(writing: &mut Writing<'_, Case>, service: ServiceId, by: By, judged: &Judged) -> ApiResult<()> {
    if let (Some(row), Ruling::Free | Ruling::Covered | Ruling::Ask) = (&judged.waiting, judged.ruling) {
        lapse(writing, row)?;
    }
    let (Ruling::Ask, Some(wish)) = (judged.ruling, &judged.asked) else { return Ok(()) };
    ask(writing, service, wish, by)
}

/// Lets the payment of a service wait; the caller asks.
pub(crate) fn ask(writing: &mut Writing<'_, Case>, service: ServiceId, asked: &PaymentAsked, by: By) -> ApiResult<()> {
    let id = ApprovalId::from_raw(random::id(writing.core.keys.random(), writing.now));
    let draft = ApprovalDraft { service: Some(service), ..ApprovalDraft::of(ApprovalKind::Payment) };
    let_wait(writing, id, &draft, asked, by)
}

fn let_wait(
    writing: &mut Writing<'_, Case>,
    id: ApprovalId,
    draft: &ApprovalDraft,
    asked: &PaymentAsked,
    by: By,
) -> ApiResult<()> {
    open(writing, id, Opening { payment: Some((asked, by)), ..Opening::of(draft) })?;
    draft.service.map_or(Ok(()), |service| add_payment_event(writing, EventKind::PaymentAsked, service))
}

/// Asks again for the payment of a service, after a refusal or after it was taken back. Errors: 409 if it waits already;
/// 422 on `service` if there is nothing to ask for.
pub(super) fn ask_again(
    writing: &mut Writing<'_, Case>,
    id: ApprovalId,
    service: ServiceId,
    draft: &ApprovalDraft,
) -> ApiResult<()> {
    let row = find_service(writing, service.raw()).map_err(|error| match error.code() {
        Code::NotFound => ApiError::field("service", ValueError::UnknownValue),
        _ => error,
    })?;
    row.expect_shown_to(writing)?;
    expect_correctable(writing, row.withdrawn)?;
    let was = row.open_whole(&writing.case_key()?)?;
    let asked = ServiceDraft { status: ServiceStatus::Delivered, ..was.draft.clone() };
    let judged = judge(writing, service, &asked, Some(&was))?;
    match (judged.ruling, &judged.asked) {
        (Ruling::Ask, Some(asked)) if was.draft.status == ServiceStatus::Requested => {
            let_wait(writing, id, draft, asked, By { logged: row.created_by, amended: row.amended_by })?;
            mark(writing, &row, ServiceStatus::Requested, ApprovalState::Waiting)
        }
        (Ruling::Held | Ruling::Stands, _) => Err(ApiError::Refused(Code::Conflict)),
        (Ruling::Free | Ruling::Covered | Ruling::Ask, _) => {
            Err(ApiError::field("service", ValueError::NotAllowedHere))
        }
    }
}

/// The service of a request was decided about: an approved one may be paid for, another one waits for what its worker does.
pub(super) fn decided<R: OfCase>(
    writing: &mut Writing<'_, R>,
    row: &ApprovalRow,
    state: ApprovalState,
) -> ApiResult<()> {
    let event = match state {
        ApprovalState::Approved => EventKind::PaymentApproved,
        ApprovalState::Refused => EventKind::PaymentRefused,
        _ => EventKind::PaymentTakenBack,
    };
    let id = row.service_id.ok_or_else(|| ApiError::internal("a payment of no service"))?;
    add_payment_event(writing, event, id)?;
    let service: ServiceRow = services::table.find(id).get_result(writing.conn)?;
    let status = match (state, service.status) {
        (ApprovalState::Approved, ServiceStatus::Requested) => ServiceStatus::Approved,
        (_, status) => status,
    };
    mark(writing, &service, status, state)
}

/// A service was withdrawn: nobody needs to decide about it.
pub(crate) fn drop_request(writing: &mut Writing<'_, Case>, service: ServiceId) -> ApiResult<()> {
    let waiting = about(writing, service)?.into_iter().find(|row| row.state == ApprovalState::Waiting);
    waiting.map_or(Ok(()), |row| lapse(writing, &row))
}

/// Every request about a service of this case.
fn about(reading: &mut Reading<'_, Case>, service: ServiceId) -> ApiResult<Vec<ApprovalRow>> {
    Ok(approvals::table
        .filter(approvals::office_id.eq(reading.caller.office))
        .filter(approvals::case_id.eq(reading.case()))
        .filter(approvals::service_id.eq(service))
        .load(reading.conn)?)
}

/// Writes down at the service where its request stands; the former version is kept.
fn mark<R: OfCase>(
    writing: &mut Writing<'_, R>,
    row: &ServiceRow,
    status: ServiceStatus,
    approval: ApprovalState,
) -> ApiResult<()> {
    let was = row.open_whole(&writing.case_key()?)?;
    history::keep(writing, RecordKind::Service, row.id.raw(), row.version, &Former::corrected(was))?;
    diesel::update(services::table.find(row.id))
        .set((
            services::version.eq(row.version + 1),
            services::updated_at.eq(writing.now),
            services::updated_by.eq(writing.caller.user),
            services::status.eq(status),
            services::approval.eq(Some(approval)),
        ))
        .execute(writing.conn)?;
    let case = Some(writing.case());
    writing.touch(RecordKind::Service, row.id.raw(), case)?;
    let entry = AuditDraft::one(AuditAction::Changed, RecordKind::Service, case, row.id.raw());
    writing.audit(entry.fields(["status"]));
    Ok(())
}
