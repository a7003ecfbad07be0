//! The one way a stored referral changes: the former version is kept, and row, feed and audit say the same.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    record::{Former, RecordKind},
    referrals::{ReferralDraft, ReferralRecord},
};

use super::row::{ReferralRow, Said, file, place};
use crate::{
    access::{Writing, Written},
    audit::AuditDraft,
    db::schema::referrals,
    history,
    problem::ApiResult,
    seal::Sealer,
};

/// Changes the referral.
pub(super) fn rewrite<R>(
    writing: &mut Writing<'_, R>,
    key: &Sealer,
    row: &ReferralRow,
    next: &ReferralDraft,
    was: &Former<ReferralRecord>,
    withdrawn: bool,
) -> ApiResult<Written> {
    let id = row.id;
    history::keep_under(writing, key, file(id), (RecordKind::Referral, id.raw(), row.version), was)?;
    let sealed = key.seal(writing.core.keys.random(), place(id), &Said::by(next))?;
    diesel::update(referrals::table.find(id))
        .set((
            referrals::version.eq(row.version + 1),
            referrals::updated_at.eq(writing.now),
            referrals::updated_by.eq(writing.caller.user),
            referrals::source.eq(next.source),
            referrals::unit_id.eq(next.unit),
            referrals::received_on.eq(next.received_on),
            referrals::outcome.eq(next.outcome),
            referrals::outcome_on.eq(next.outcome_on),
            referrals::case_id.eq(next.case),
            referrals::withdrawn.eq(withdrawn),
            referrals::sealed.eq(sealed),
        ))
        .execute(writing.conn)?;
    writing.touch(RecordKind::Referral, id.raw(), None)?;
    let action = if withdrawn { AuditAction::Withdrawn } else { AuditAction::Changed };
    writing.audit(AuditDraft::one(action, RecordKind::Referral, next.case, id.raw()).fields(["referral"]));
    Ok(Written::changed(id.raw(), row.version + 1))
}
