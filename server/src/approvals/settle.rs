//! The one way a request stops waiting, and who may decide it.

use diesel::prelude::*;
use yaninda_shared::{
    approvals::{ApprovalKind, ApprovalState},
    audit::AuditAction,
    ids::{CaseId, OfficeId, UserId},
    policy::independent,
    problem::Code,
    record::RecordKind,
    values::ShortText,
};

use super::row::{ApprovalRow, Said, place};
use crate::{
    access::{OfCase, Reading, Writing},
    audit::AuditDraft,
    db::{AnyConnection, schema::approvals},
    problem::{ApiError, ApiResult},
};

/// Four eyes: the caller neither asked for it nor did it. Errors: 403.
pub fn expect_independent<R>(reading: &Reading<'_, R>, concerned: impl IntoIterator<Item = UserId>) -> ApiResult<()> {
    if independent(reading.caller.user, concerned) { Ok(()) } else { Err(ApiError::Refused(Code::OwnRequest)) }
}

/// The requests about this case that wait.
pub fn waiting(conn: &mut AnyConnection, office: OfficeId, case: CaseId) -> ApiResult<Vec<ApprovalRow>> {
    Ok(approvals::table
        .filter(approvals::office_id.eq(office))
        .filter(approvals::case_id.eq(case))
        .filter(approvals::settled_at.is_null())
        .load(conn)?)
}

/// No payment waits: the person waits for it too. Errors: 409.
pub fn expect_none_waits<R: OfCase>(reading: &mut Reading<'_, R>) -> ApiResult<()> {
    let (office, case) = (reading.caller.office, reading.case());
    let rows = waiting(reading.conn, office, case)?;
    if rows.iter().any(|row| row.kind == ApprovalKind::Payment) {
        Err(ApiError::Refused(Code::StillToDecide))
    } else {
        Ok(())
    }
}

/// Settles a request that waits: row, feed and audit say the same. Answers its new version.
pub fn settle<R: OfCase>(
    writing: &mut Writing<'_, R>,
    row: &ApprovalRow,
    state: ApprovalState,
    decision: Option<&ShortText>,
) -> ApiResult<i64> {
    let sealed = match decision {
        None => row.sealed.clone(),
        Some(decision) => {
            let key = writing.case_key()?;
            let said = Said { decision: Some(decision.clone()), ..row.said(&key)? };
            Some(key.seal(writing.core.keys.random(), place(row.id), &said)?)
        }
    };
    let version = row.version + 1;
    diesel::update(approvals::table.find(row.id))
        .set((
            approvals::version.eq(version),
            approvals::updated_at.eq(writing.now),
            approvals::updated_by.eq(writing.caller.user),
            approvals::state.eq(state),
            approvals::settled_at.eq(Some(writing.now)),
            approvals::settled_by.eq(Some(writing.caller.user)),
            approvals::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    let action = match state {
        ApprovalState::Approved | ApprovalState::Refused => AuditAction::ApprovalDecided,
        ApprovalState::TakenBack => AuditAction::Withdrawn,
        ApprovalState::Lapsed | ApprovalState::Waiting => AuditAction::Changed,
    };
    let case = Some(writing.case());
    writing.touch(RecordKind::Approval, row.id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Approval, case, row.id.raw()).fields([state.as_str()]));
    Ok(version)
}

/// What it was about changed: there is nothing to decide any more.
pub fn lapse<R: OfCase>(writing: &mut Writing<'_, R>, row: &ApprovalRow) -> ApiResult<()> {
    settle(writing, row, ApprovalState::Lapsed, None).map(drop)
}
