//! The rows that move with a case. Sealed values stay as they are: each is bound to its table, column, record and
//! key, none to its office. Grants stay behind: they say who of that office had access.

use diesel::prelude::*;
use yaninda_shared::ids::{AttachmentId, CaseId, OfficeId, RawId, UserId};

use super::{
    row::CaseRow,
    tokens::{Exact, replace_tokens},
};
use crate::{
    access::{Departing, Writing},
    contacts::{self, row::ContactRow},
    db::{
        AnyConnection,
        schema::{
            appointments, approvals, assessments, attachment_chunks, attachments, case_events, case_tokens,
            clock_changes, comments, consents, contacts as contact_rows, deadlines, documents as document_rows, goals,
            mails, milestone_dismissals, milestones, notes, outcome_standings, plan_entries, referrals, revisions,
            services, tasks,
        },
    },
    documents::{self, row::DocumentRow},
    problem::ApiResult,
    seal::Sealer,
};

/// Makes the case findable by its exact numbers in the other office and forgets them here: tokens are keyed by office.
pub(super) fn tokens(writing: &mut Writing<'_, Departing>, row: &CaseRow, key: &Sealer, to: OfficeId) -> ApiResult<()> {
    let (core, from, case) = (writing.core, row.office_id, row.id);
    let mut numbers: Vec<(RawId, Vec<Exact>)> = Vec::new();
    if let Some(identity) = row.identity(key)? {
        numbers.push((case.raw(), Exact::of_identity(&identity)));
    }
    let reached: Vec<ContactRow> = contact_rows::table
        .filter(contact_rows::office_id.eq(from))
        .filter(contact_rows::case_id.eq(case))
        .load(writing.conn)?;
    for contact in &reached {
        numbers.push((contact.id.raw(), contacts::row::exact(&contact.open(key)?.draft)));
    }
    let papers: Vec<DocumentRow> = document_rows::table
        .filter(document_rows::office_id.eq(from))
        .filter(document_rows::case_id.eq(case))
        .filter(document_rows::withdrawn.eq(false))
        .load(writing.conn)?;
    for paper in &papers {
        numbers.push((paper.id.raw(), documents::row::exact(paper.draft(key)?.number.as_ref())));
    }
    diesel::delete(case_tokens::table.filter(case_tokens::office_id.eq(from)).filter(case_tokens::case_id.eq(case)))
        .execute(writing.conn)?;
    numbers.iter().try_for_each(|(record, exact)| replace_tokens(writing.conn, &core.keys, to, case, *record, exact))
}

/// Puts every row about the case into the other office. A referral stays where it came in; what it led to is not there
/// any more.
pub(super) fn records(conn: &mut AnyConnection, from: OfficeId, to: OfficeId, case: CaseId) -> ApiResult<()> {
    let files: Vec<AttachmentId> = attachments::table
        .filter(attachments::office_id.eq(from))
        .filter(attachments::case_id.eq(case))
        .select(attachments::id)
        .load(conn)?;
    for file in files {
        diesel::update(
            attachment_chunks::table
                .filter(attachment_chunks::office_id.eq(from))
                .filter(attachment_chunks::attachment_id.eq(file)),
        )
        .set(attachment_chunks::office_id.eq(to))
        .execute(conn)?;
    }
    macro_rules! all {
        ($($table:ident),+) => { $(
            diesel::update($table::table.filter($table::office_id.eq(from)).filter($table::case_id.eq(case)))
                .set($table::office_id.eq(to))
                .execute(conn)?;
        )+ };
    }
    diesel::update(referrals::table.filter(referrals::office_id.eq(from)).filter(referrals::case_id.eq(case)))
        .set((referrals::case_id.eq(None::<CaseId>), referrals::version.eq(referrals::version + 1)))
        .execute(conn)?;
    all!(
        case_events,
        services,
        document_rows,
        notes,
        consents,
        contact_rows,
        comments,
        attachments,
        revisions,
        appointments,
        mails,
        tasks,
        assessments,
        outcome_standings,
        milestones,
        milestone_dismissals,
        goals,
        plan_entries,
        clock_changes,
        deadlines,
        approvals
    );
    // Whoever was asked or is to answer works in the office that it leaves: its supervisors there see to it.
    diesel::update(
        comments::table
            .filter(comments::office_id.eq(to))
            .filter(comments::case_id.eq(case))
            .filter(comments::waits_for.is_not_null()),
    )
    .set(comments::waits_for.eq(None::<UserId>))
    .execute(conn)?;
    Ok(())
}
