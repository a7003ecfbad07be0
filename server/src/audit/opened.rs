//! The day on which a case was last opened, noted with the entry of the read that opened it.
//!
//! The audit log knows it too, but asking there who was *not* looked at would mean a search for each case. A day beside the
//! case is found by an index; it is written in the commit that the read waits for anyway, and only by the first read of a day.

use diesel::prelude::*;
use yaninda_shared::{audit::AuditAction, ids::CaseId, record::RecordKind, values::NaiveDate};

use super::AuditDraft;
use crate::{
    db::{AnyConnection, each, schema::cases},
    problem::ApiResult,
};

/// Notes the cases that these reads opened. Lists open none.
pub(super) fn note_opened<'a>(
    conn: &mut AnyConnection,
    day: NaiveDate,
    drafts: impl Iterator<Item = &'a AuditDraft>,
) -> ApiResult<()> {
    let opened = drafts.filter(|draft| draft.action == AuditAction::Read && draft.kind == RecordKind::Case.as_str());
    let mut ids: Vec<CaseId> = opened.filter_map(|draft| draft.case).collect();
    // Always in the same order, so that two servers cannot lock each other out.
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let earlier = cases::last_opened_on.is_null().or(cases::last_opened_on.lt(day));
        let noted = diesel::update(cases::table.filter(cases::id.eq(id)).filter(earlier))
            .set(cases::last_opened_on.eq(Some(day)));
        each!(&mut *conn, |c| noted.execute(c))?;
    }
    Ok(())
}
