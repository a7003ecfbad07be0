//! Looking after single mails by hand: sending one again, taking one back.

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{MailId, RawId},
    mail::{MailKind, MailLine, MailState, Refusal},
    problem::Code,
};

use super::{
    again::{Sent, again},
    plan::remind_after,
    render::appointment,
    row::MailRow,
    settle::{note, unheard, write},
};
use crate::{
    access::{Access, InOffice, MailWrite, Reading, Writing, Written},
    db::schema::mails,
    http::{Digest, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

fn find(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<MailRow> {
    mails::table
        .filter(mails::id.eq(MailId::from_raw(id)))
        .filter(mails::office_id.eq(reading.caller.office))
        .get_result(reading.conn)
        .optional()?
        .ok_or_else(ApiError::not_found)
}

fn show(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<MailLine> {
    Ok(find(reading, id)?.line())
}

/// Sends a mail again: one that waits is tried at once, or in the next safe hour; of one that is settled a new one is made,
/// which is a new occasion to write. It is judged like any other, and the answer says why it is not sent, if so.
/// Errors: 409 for one that is being sent, for a reminder that waits for its time, and for an address code: the worker asks for
/// a new one.
#[utoipa::path(tag = "mail", params(("mail" = MailId, Path), WriteHeaders),
    responses((status = 201, body = MailLine), (status = 200, body = MailLine), Problems))]
#[post("/mail/{mail}/resend")]
pub async fn resend(
    access: Access<MailWrite, InOffice>,
    path: web::Path<MailId>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    let id = path.into_inner();
    access.write(digest, move |writing| resend_mail(writing, id), show).await
}

fn resend_mail(writing: &mut Writing<'_, InOffice>, id: MailId) -> ApiResult<Written> {
    let mail = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(mail.version))?;
    match (mail.state, mail.kind) {
        (MailState::Sending, _) | (MailState::Queued, MailKind::Reminder) | (_, MailKind::AddressCode) => {
            Err(ApiError::Refused(Code::Conflict))
        }
        (MailState::Queued, _) => {
            let now = writing.now;
            write(writing, &mail, MailState::Queued, mail.reason, mail.attempts, Some(now))?;
            note(writing, AuditAction::Changed, &mail);
            writing.core.mail.wake();
            Ok(Written::changed(id.raw(), mail.version + 1))
        }
        (MailState::Sent | MailState::Failed | MailState::Dropped | MailState::Cancelled, _) => {
            let appointment = appointment(writing.conn, &mail)?.ok_or_else(ApiError::not_found)?;
            // Whoever saw the same line before does not send it a second time.
            let seen = mails::version.eq(mail.version + 1);
            diesel::update(mails::table.find(mail.id)).set(seen).execute(writing.conn)?;
            let Sent { mail, .. } = again(writing, &appointment, mail.kind, mail.hours_before())?;
            Ok(Written::created(mail.raw()))
        }
    }
}

/// Takes back a mail that waits. If the person may come for nothing, or was to be told at all, their worker gets a task.
/// Errors: 409 if it does not wait any more.
#[utoipa::path(tag = "mail", params(("mail" = MailId, Path), WriteHeaders),
    responses((status = 200, body = MailLine), Problems))]
#[post("/mail/{mail}/cancel")]
pub async fn cancel(
    access: Access<MailWrite, InOffice>,
    path: web::Path<MailId>,
    digest: Digest,
) -> ApiResult<impl Responder> {
    let id = path.into_inner();
    access.write(digest, move |writing| cancel_mail(writing, id), show).await
}

fn cancel_mail(writing: &mut Writing<'_, InOffice>, id: MailId) -> ApiResult<Written> {
    let mail = find(writing, id.raw())?;
    writing.expect(id.raw(), Some(mail.version))?;
    if mail.state != MailState::Queued {
        return Err(ApiError::Refused(Code::Conflict));
    }
    write(writing, &mail, MailState::Cancelled, Some(Refusal::ByHand), mail.attempts, None)?;
    note(writing, AuditAction::Cancelled, &mail);
    match mail.kind {
        MailKind::Reminder | MailKind::AddressCode => {}
        MailKind::Confirmation | MailKind::Change | MailKind::Cancellation | MailKind::Missed => {
            unheard(writing, &mail, Refusal::ByHand)?;
        }
    }
    remind_after(writing, &mail, false)?;
    Ok(Written::changed(id.raw(), mail.version + 1))
}
