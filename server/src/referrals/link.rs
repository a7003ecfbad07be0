//! A case that is opened from a referral.

use yaninda_shared::{
    ids::{CaseId, ReferralId},
    policy::{Action, allows},
    record::Former,
    values::ValueError,
};

use super::{
    rewrite::rewrite,
    row::{ReferralRow, file},
};
use crate::{
    access::{CaseSlot, ReferralSlot, Resource, Writing},
    problem::{ApiError, ApiResult},
};

/// Says in the referral that this case was opened from it. Errors: 422 on `referral` if the caller may not change it, if
/// it is withdrawn or if it led to a case already.
pub(crate) fn link(writing: &mut Writing<'_, CaseSlot>, referral: ReferralId, case: CaseId) -> ApiResult<()> {
    let refused = || ApiError::field("referral", ValueError::UnknownValue);
    let row = reachable(writing, referral)?.filter(|row| !row.withdrawn && row.case_id.is_none());
    let row = row.ok_or_else(refused)?;
    let office = writing.caller.office;
    let key = writing.core.keys.case(writing.conn, office, file(referral))?;
    let was = row.open(&key)?;
    let mut next = was.draft.clone();
    next.case = Some(case);
    rewrite(writing, &key, &row, &next, &Former::corrected(was), false).map(drop)
}

/// The referral, if the caller may change it.
fn reachable(writing: &mut Writing<'_, CaseSlot>, referral: ReferralId) -> ApiResult<Option<ReferralRow>> {
    use yaninda_shared::problem::Code;
    let caller = writing.caller;
    match ReferralSlot::resolve(writing.conn, &caller, Some(referral.uuid())) {
        Ok((slot, relation)) => Ok(slot.row.filter(|_| allows(caller.role, Action::ReferralWrite, relation))),
        Err(ApiError::Refused(Code::NotFound)) => Ok(None),
        Err(error) => Err(error),
    }
}
