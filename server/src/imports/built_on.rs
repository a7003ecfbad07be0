//! What others have built on since an import made it. Undoing leaves that as it is.

use std::collections::HashSet;

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, RawId},
    milestones::{MilestoneDismissalDraft, MilestoneDraft},
    plans::GoalDraft,
    record::RecordKind,
};

use super::row::ImportRow;
use crate::{
    access::{InOffice, Reading},
    db::schema::{
        approvals, attachments, cases as case_rows, change_feed, comments, goals, milestone_dismissals, milestones,
        referrals,
    },
    milestones::{dismiss::DismissalRow, row::MilestoneRow},
    plans::goals::row::GoalRow,
    problem::ApiResult,
};

/// Records that speak of a service by its id.
const SPEAKING: [RecordKind; 5] = [
    RecordKind::Comment,
    RecordKind::Attachment,
    RecordKind::Milestone,
    RecordKind::MilestoneDismissal,
    RecordKind::Goal,
];

/// Of these cases, those in which anything happened since, and those to which a referral leads: its outcome must not name a
/// case that is not there any more.
pub(super) fn cases(
    reading: &mut Reading<'_, InOffice>,
    row: &ImportRow,
    ids: &[CaseId],
) -> ApiResult<HashSet<CaseId>> {
    let office = reading.caller.office;
    let mut kept = happened(reading, row, ids, None)?;
    let led_to: Vec<Option<CaseId>> = referrals::table
        .filter(referrals::office_id.eq(office))
        .filter(referrals::case_id.eq_any(ids))
        .select(referrals::case_id)
        .load(reading.conn)?;
    kept.extend(led_to.into_iter().flatten());
    Ok(kept)
}

/// Services of these cases that stay.
#[derive(Default)]
pub(super) struct Kept {
    /// Records that others speak of.
    pub named: HashSet<RawId>,
    /// Cases that are closed: what was decided with them stays as it was decided.
    pub of_closed: HashSet<CaseId>,
}

/// What of these cases stays.
pub(super) fn services(reading: &mut Reading<'_, InOffice>, row: &ImportRow, ids: &[CaseId]) -> ApiResult<Kept> {
    let office = reading.caller.office;
    let closed: Vec<CaseId> = case_rows::table
        .filter(case_rows::id.eq_any(ids))
        .filter(case_rows::open.eq(false))
        .select(case_rows::id)
        .load(reading.conn)?;
    // What somebody has decided is about something; what nobody has decided yet goes with its service.
    let about: Vec<Option<RawId>> = approvals::table
        .filter(approvals::office_id.eq(office))
        .filter(approvals::case_id.eq_any(ids))
        .filter(approvals::settled_at.is_not_null())
        .select(approvals::service_id)
        .load(reading.conn)?;
    let mut kept = Kept { named: about.into_iter().flatten().collect(), of_closed: closed.into_iter().collect() };
    let ids: Vec<CaseId> = happened(reading, row, ids, Some(&SPEAKING))?.into_iter().collect();
    if ids.is_empty() {
        return Ok(kept);
    }
    macro_rules! of_cases {
        ($table:ident) => {
            $table::table.filter($table::office_id.eq(office)).filter($table::case_id.eq_any(&ids))
        };
    }
    let on: Vec<RawId> = of_cases!(comments).select(comments::on_id).load(reading.conn)?;
    kept.named.extend(on);
    let on: Vec<RawId> = of_cases!(attachments).select(attachments::on_id).load(reading.conn)?;
    kept.named.extend(on);
    let keys = reading.core.keys.cases(reading.conn, office, &ids)?;
    macro_rules! opened {
        ($row:ident of $table:ident: $services:expr) => {
            for row in of_cases!($table).load::<$row>(reading.conn)? {
                let Some(key) = keys.get(&row.case_id) else { continue };
                kept.named.extend(($services)(row.open(key)?.draft).into_iter().map(|id| id.raw()));
            }
        };
    }
    opened!(MilestoneRow of milestones: |draft: MilestoneDraft| draft.service);
    opened!(DismissalRow of milestone_dismissals: |draft: MilestoneDismissalDraft| draft.service);
    opened!(GoalRow of goals: |draft: GoalDraft| draft.services);
    Ok(kept)
}

/// Of these cases, those in which something happened since, of these kinds or of any.
fn happened(
    reading: &mut Reading<'_, InOffice>,
    row: &ImportRow,
    ids: &[CaseId],
    kinds: Option<&[RecordKind]>,
) -> ApiResult<HashSet<CaseId>> {
    let mut since = change_feed::table
        .filter(change_feed::office_id.eq(reading.caller.office))
        .filter(change_feed::case_id.eq_any(ids))
        .filter(change_feed::seq.gt(row.feed_seq))
        .select(change_feed::case_id)
        .distinct()
        .into_boxed();
    if let Some(kinds) = kinds {
        since = since.filter(change_feed::kind.eq_any(kinds));
    }
    let found: Vec<Option<CaseId>> = since.load(reading.conn)?;
    Ok(found.into_iter().flatten().collect())
}
