//! An address that does not work: refused for good, or the mail came back.

use diesel::prelude::*;
use yaninda_shared::{ids::ContactId, mail::Refusal, record::RecordKind, tasks::TaskKind, values::NaiveDate};

use super::{occasion::must_be_told, row::MailRow, settle::unheard};
use crate::{
    access::Unit,
    contacts::row::ContactRow,
    db::schema::contacts,
    problem::ApiResult,
    tasks::raise::{Errand, raise},
};

/// The address counts as unproven from now on, the worker is asked to find a better one, and if the person may come for
/// nothing, to reach them another way at once.
pub(super) fn address_failed(unit: &mut impl Unit, mail: &MailRow, contact: ContactId, why: Refusal) -> ApiResult<()> {
    let office = unit.office();
    let row: Option<ContactRow> = contacts::table
        .filter(contacts::id.eq(contact))
        .filter(contacts::office_id.eq(office))
        .get_result(unit.conn())
        .optional()?;
    if let Some(row) = row {
        let now = unit.now();
        diesel::update(contacts::table.find(contact))
            .set((
                contacts::version.eq(row.version + 1),
                contacts::updated_at.eq(now),
                contacts::proven_on.eq(None::<NaiveDate>),
            ))
            .execute(unit.conn())?;
        unit.touch(RecordKind::Contact, contact.raw(), Some(row.case_id))?;
        let errand = Errand {
            case: row.case_id,
            kind: TaskKind::AddressFailed,
            urgent: false,
            on_kind: RecordKind::Contact,
            on: contact.raw(),
            due_on: unit.today(),
            reason: Some(why),
            because_of: mail.created_by,
        };
        raise(unit, errand)?;
    }
    if must_be_told(mail.kind) { unheard(unit, mail, why) } else { Ok(()) }
}
