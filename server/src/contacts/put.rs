//! Recording or correcting a way to reach the person.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    contacts::{ContactDraft, ContactRecord},
    ids::{CaseId, ContactId, MailId},
    record::{Former, RecordKind},
    values::{NaiveDate, ValueError},
};

use super::row::{ContactRow, Details, confirmed_on, exact, place, show};
use crate::{
    access::{Access, Case, ContactWrite, Writing, Written},
    audit::AuditDraft,
    cases::tokens::replace_tokens,
    db::schema::{cases, contacts},
    history,
    http::{Payload, Problems, WriteHeaders},
    outbox::look_again,
    problem::{ApiError, ApiResult},
};

/// Most ways to reach one person.
const MOST: i64 = 50;

/// Records a way to reach the person, or corrects it; the former version is kept.
#[utoipa::path(tag = "contacts", params(("case" = CaseId, Path), ("contact" = ContactId, Path), WriteHeaders),
    request_body = ContactDraft,
    responses((status = 201, body = ContactRecord), (status = 200, body = ContactRecord), Problems))]
#[put("/cases/{case}/contacts/{contact}")]
pub async fn put(
    access: Access<ContactWrite, Case>,
    path: web::Path<(CaseId, ContactId)>,
    payload: Payload<ContactDraft>,
) -> ApiResult<impl Responder> {
    let (_, id) = path.into_inner();
    let draft = payload.value;
    draft.validate(access.core().today()).map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put_contact(writing, id, &draft), show).await
}

fn put_contact(writing: &mut Writing<'_, Case>, id: ContactId, draft: &ContactDraft) -> ApiResult<Written> {
    let existing: Option<ContactRow> = contacts::table.find(id).get_result(writing.conn).optional()?;
    // An id that is taken elsewhere is answered like one that does not exist.
    if existing.as_ref().is_some_and(|contact| contact.case_id != writing.case()) {
        return Err(ApiError::not_found());
    }
    writing.expect(id.raw(), existing.as_ref().map(|contact| contact.version))?;
    let key = writing.case_key()?;
    let sealed = key.seal(writing.core.keys.random(), place(id), &Details::from(draft))?;
    let values = (
        contacts::updated_at.eq(writing.now),
        contacts::updated_by.eq(writing.caller.user),
        contacts::channel.eq(draft.channel),
        contacts::last_confirmed_on.eq(draft.last_confirmed_on),
        contacts::sealed.eq(sealed),
    );
    let written = match existing {
        None => {
            refuse_too_many(writing)?;
            diesel::insert_into(contacts::table)
                .values((
                    contacts::id.eq(id),
                    contacts::office_id.eq(writing.caller.office),
                    contacts::case_id.eq(writing.case()),
                    contacts::version.eq(1),
                    contacts::created_at.eq(writing.now),
                    contacts::created_by.eq(writing.caller.user),
                    values,
                ))
                .execute(writing.conn)?;
            Written::created(id.raw())
        }
        Some(contact) => {
            let was = Former::corrected(contact.open(&key)?);
            history::keep(writing, RecordKind::Contact, id.raw(), contact.version, &was)?;
            diesel::update(contacts::table.find(id))
                .set((contacts::version.eq(contact.version + 1), values))
                .execute(writing.conn)?;
            if (was.record.draft.channel, &was.record.draft.value) != (draft.channel, &draft.value) {
                forget_proof(writing, id)?;
            }
            Written::changed(id.raw(), contact.version + 1)
        }
    };
    index_phone(writing, id, draft)?;
    confirm(writing)?;
    let action = if written.version == 1 { AuditAction::Created } else { AuditAction::Changed };
    let id_of_case = writing.case();
    look_again(writing, id_of_case)?;
    let case = Some(id_of_case);
    writing.touch(RecordKind::Contact, id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Contact, case, id.raw()).fields(["contact"]));
    Ok(written)
}

/// Another address is not the one whose code was read back.
fn forget_proof(writing: &mut Writing<'_, Case>, id: ContactId) -> ApiResult<()> {
    diesel::update(contacts::table.find(id))
        .set((
            contacts::proven_on.eq(None::<NaiveDate>),
            contacts::code_mail.eq(None::<MailId>),
            contacts::code_tries.eq(0),
        ))
        .execute(writing.conn)?;
    Ok(())
}

/// Makes the case findable by this exact phone number.
fn index_phone(writing: &mut Writing<'_, Case>, id: ContactId, draft: &ContactDraft) -> ApiResult<()> {
    let (core, office, case) = (writing.core, writing.caller.office, writing.case());
    replace_tokens(writing.conn, &core.keys, office, case, id.raw(), &exact(draft))
}

fn refuse_too_many(writing: &mut Writing<'_, Case>) -> ApiResult<()> {
    let count: i64 = contacts::table
        .filter(contacts::office_id.eq(writing.caller.office))
        .filter(contacts::case_id.eq(writing.case()))
        .count()
        .get_result(writing.conn)?;
    if count >= MOST { Err(ApiError::field("channel", ValueError::TooLarge)) } else { Ok(()) }
}

/// Keeps on the case the day it was last confirmed to be safely reachable.
pub(super) fn confirm(writing: &mut Writing<'_, Case>) -> ApiResult<()> {
    let key = writing.case_key()?;
    let case = writing.case();
    let rules = writing.resource.row.safe_contact(&key)?;
    let latest = confirmed_on(writing, &rules)?;
    if latest != writing.resource.row.contact_confirmed_on {
        diesel::update(cases::table.find(case)).set(cases::contact_confirmed_on.eq(latest)).execute(writing.conn)?;
    }
    Ok(())
}
