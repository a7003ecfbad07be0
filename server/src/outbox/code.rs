//! Showing whose an address is: a neutral mail with six digits, which the person reads back.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, ContactId, MailId},
    mail::{MailKind, Refusal},
    record::RecordKind,
    tasks::TaskKind,
};

use super::{
    enqueue::{Wanted, enqueue, take_back},
    gate::judge_code,
    occasion::{CODE, ONCE},
    refuse::{note_unmade, refuse_code},
};
use crate::{
    access::Unit,
    contacts::row::ContactRow,
    db::schema::{contacts, mails},
    problem::{ApiError, ApiResult},
    tasks,
};

/// Queues a mail with a new code to a contact of this case, which from now on waits for that code alone; a new version of
/// the contact. Answers why nothing is sent, if so; then there is a task too. Errors: 404.
pub fn plan_code(unit: &mut impl Unit, case: CaseId, contact: ContactId) -> ApiResult<Result<MailId, Refusal>> {
    let (core, office, now) = (unit.core().clone(), unit.office(), unit.now());
    let row: ContactRow = contacts::table
        .filter(contacts::id.eq(contact))
        .filter(contacts::office_id.eq(office))
        .filter(contacts::case_id.eq(case))
        .get_result(unit.conn())
        .optional()?
        .ok_or_else(ApiError::not_found)?;
    take_back(unit, case, contact.raw(), Refusal::Superseded)?;
    let standing = judge_code(unit.conn(), &core, office, case, contact, now)?;
    let useful_until = standing.windows.useful_until(now.plus_seconds(CODE));
    let leaves_at = match (standing.refused, standing.windows.first(now, useful_until)) {
        (None, Some(leaves_at)) => leaves_at,
        (refused, _) => {
            let why = refused.unwrap_or(Refusal::TooLate);
            note_unmade(unit, RecordKind::Contact, case, contact.raw());
            refuse_code(unit, case, contact, why, row.updated_by)?;
            return Ok(Err(why));
        }
    };
    let before: Option<i32> = mails::table
        .filter(mails::office_id.eq(office))
        .filter(mails::case_id.eq(case))
        .filter(mails::subject_id.eq(contact.raw()))
        .select(diesel::dsl::max(mails::sequence))
        .get_result(unit.conn())?;
    let wanted = Wanted {
        case,
        subject: contact.raw(),
        kind: MailKind::AddressCode,
        occasion: ONCE.to_owned(),
        sequence: before.unwrap_or_default() + 1,
        due_at: now,
        leaves_at,
        useful_until,
        because_of: row.updated_by,
    };
    let queued = enqueue(unit, &[wanted])?.into_iter().next().flatten();
    let id = queued.ok_or_else(|| ApiError::internal("a code was sent before it was made"))?;
    diesel::update(contacts::table.find(contact))
        .set((
            contacts::version.eq(row.version + 1),
            contacts::updated_at.eq(now),
            contacts::updated_by.eq(unit.user().unwrap_or(row.updated_by)),
            contacts::code_mail.eq(Some(id)),
            contacts::code_tries.eq(0),
        ))
        .execute(unit.conn())?;
    unit.touch(RecordKind::Contact, contact.raw(), Some(case))?;
    tasks::raise::settle(unit, contact.raw(), &[TaskKind::MailRefused, TaskKind::AddressFailed])?;
    Ok(Ok(id))
}
