//! Taking the code that the person reads back: the address is theirs.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    contacts::{ContactProof, ContactRecord},
    ids::{CaseId, ContactId, MailId},
    record::RecordKind,
    tasks::TaskKind,
    values::{Stamp, ValueError, plain_digits},
};

use super::{
    put::confirm,
    row::{ContactRow, find, show},
};
use crate::{
    access::{Access, Answer, Case, ContactWrite, Writing},
    audit::AuditDraft,
    db::schema::{contacts, mails},
    http::{Payload, Problems},
    outbox,
    problem::{ApiError, ApiResult},
    seal::constant_time_eq,
    tasks,
};

/// So many wrong codes, and a new one must be sent.
const TRIES: i32 = 5;
/// Seconds for which a code is good: until the next meeting, where it is read out.
const GOOD_FOR: i64 = 14 * 86_400;

/// Takes the code that was sent to the address; digits of any script. From then on the address is known to be the
/// person's, and to be safe as of today. Errors: 422 on `code`; five of them, and the code is dead.
#[utoipa::path(tag = "contacts", params(("case" = CaseId, Path), ("contact" = ContactId, Path)),
    request_body = ContactProof, responses((status = 200, body = ContactRecord), Problems))]
#[post("/cases/{case}/contacts/{contact}/proof")]
pub async fn proof(
    access: Access<ContactWrite, Case>,
    path: web::Path<(CaseId, ContactId)>,
    payload: Payload<ContactProof>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let said = plain_digits(payload.value.code.as_str());
    // A wrong code stays counted: its refusal is inside.
    let contact = access.act(move |writing| take(writing, id, &said)).await??;
    Ok(Answer::read(contact.meta.version, contact))
}

fn take(writing: &mut Writing<'_, Case>, id: ContactId, said: &str) -> ApiResult<ApiResult<ContactRecord>> {
    let contact = find(writing, id.raw())?;
    let wrong = || ApiError::field("code", ValueError::UnknownValue);
    let Some(mail) = good_code(writing, &contact)? else { return Err(wrong()) };
    let right = constant_time_eq(outbox::address_code(writing.core, mail).as_bytes(), said.as_bytes());
    let (today, case) = (writing.today(), Some(writing.case()));
    let dead = right || contact.code_tries + 1 >= TRIES;
    diesel::update(contacts::table.find(id))
        .set((
            contacts::version.eq(contact.version + 1),
            contacts::updated_at.eq(writing.now),
            contacts::updated_by.eq(writing.caller.user),
            contacts::code_mail.eq(contact.code_mail.filter(|_| !dead)),
            contacts::code_tries.eq(if dead { 0 } else { contact.code_tries + 1 }),
            contacts::proven_on.eq(if right { Some(today) } else { contact.proven_on }),
            contacts::last_confirmed_on.eq(if right { Some(today) } else { contact.last_confirmed_on }),
        ))
        .execute(writing.conn)?;
    if right {
        confirm(writing)?;
        tasks::raise::settle(writing, id.raw(), &[TaskKind::AddressFailed, TaskKind::MailRefused])?;
    }
    let action = if right { AuditAction::AddressProven } else { AuditAction::Changed };
    writing.touch(RecordKind::Contact, id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Contact, case, id.raw()).fields(["code"]));
    let shown = show(writing, id.raw())?;
    Ok(if right { Ok(shown) } else { Err(wrong()) })
}

/// The mail whose code is waited for, unless that was too long ago.
fn good_code(writing: &mut Writing<'_, Case>, contact: &ContactRow) -> ApiResult<Option<MailId>> {
    let Some(mail) = contact.code_mail else { return Ok(None) };
    let sent: Option<Stamp> = mails::table
        .filter(mails::id.eq(mail))
        .filter(mails::office_id.eq(writing.caller.office))
        .select(mails::created_at)
        .get_result(writing.conn)
        .optional()?;
    Ok(sent.filter(|sent| sent.plus_seconds(GOOD_FOR) > writing.now).map(|_| mail))
}
