//! What happens when a case passes to a worker, alone or with a whole caseload.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    cases::Assignment,
    ids::{GrantId, UserId},
    record::RecordKind,
    timeline::EventKind,
    values::ShortText,
};

use crate::{
    access::{Case, Writing},
    audit::AuditDraft,
    cases::{CaseRow, grant},
    comments::pass_on,
    db::schema::cases,
    problem::ApiResult,
    timeline::event::add_event,
};

/// Ends the access of the worker before, gives it to this one, and says so on the timeline, in the feed and in the audit log.
/// Whether they may have it is for the caller to check.
pub fn hand(writing: &mut Writing<'_, Case>, id: GrantId, to: UserId, note: Option<&ShortText>) -> ApiResult<()> {
    for former in grant::in_force(writing)? {
        // The new worker's own share ends too: it would outlive the assignment.
        if former.kind == Assignment::Worker || former.user_id == to {
            grant::end(writing, &former)?;
        }
    }
    grant::insert(writing, id, to, Assignment::Worker, note)?;
    let case = writing.case();
    diesel::update(cases::table.find(case))
        .set((
            cases::version.eq(writing.resource.row.version + 1),
            cases::updated_at.eq(writing.now),
            cases::updated_by.eq(writing.caller.user),
            cases::worker_id.eq(Some(to)),
        ))
        .execute(writing.conn)?;
    add_event(writing, EventKind::Assigned, Some(to), None, note)?;
    let Case { row, relation } = writing.resource.clone();
    let row = CaseRow { worker_id: Some(to), ..row };
    writing.about(Case { row, relation }, pass_on)?;
    writing.renew(case)?;
    writing.audit(AuditDraft::many(
        AuditAction::Assigned,
        RecordKind::Assignment,
        Some(case),
        vec![id.raw(), to.raw()],
    ));
    Ok(())
}
