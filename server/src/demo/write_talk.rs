//! Writing what hangs on a case and its entries: ways to reach the person, a question and its answer, a file.

use diesel::prelude::*;
use yaninda_shared::{
    attachments::MediaType,
    contacts::{Channel, ContactDraft},
    ids::{AttachmentId, CommentId, ContactId, ServiceId, UserId},
    record::RecordKind,
    values::{LongText, Stamp},
};

use super::{
    plan::good,
    scribe::{Page, Scribe},
};
use crate::{
    attachments::row as attachment_row,
    comments::row as comment_row,
    contacts::row as contact_row,
    db::schema::{attachment_chunks, attachments, comments, contacts},
    problem::ApiResult,
};

/// A receipt of one page, with no name on it.
const RECEIPT: &[u8] = include_bytes!("receipt.pdf");

impl Scribe<'_> {
    /// A way to reach the person.
    pub(super) fn contact(&mut self, page: &Page, draft: &ContactDraft, at: Stamp) -> ApiResult<()> {
        let id = ContactId::from_raw(self.id(at));
        let details = contact_row::Details::from(draft);
        diesel::insert_into(contacts::table)
            .values((
                contacts::id.eq(id),
                contacts::office_id.eq(self.office),
                contacts::case_id.eq(page.case),
                contacts::version.eq(1),
                contacts::created_at.eq(at),
                contacts::created_by.eq(page.author),
                contacts::updated_at.eq(at),
                contacts::updated_by.eq(page.author),
                contacts::channel.eq(draft.channel),
                contacts::last_confirmed_on.eq(draft.last_confirmed_on),
                contacts::proven_on.eq(draft.last_confirmed_on.filter(|_| draft.channel == Channel::Email)),
                contacts::sealed.eq(page.key.seal(self.keys.random(), contact_row::place(id), &details)?),
            ))
            .execute(self.conn)?;
        self.index(page.case, id.raw(), &contact_row::exact(draft))?;
        self.record(RecordKind::Contact, id.raw(), page.case, page.author)
    }

    /// A supervisor asks for the receipt; it is attached and the question resolved.
    pub(super) fn talk(&mut self, page: &Page, on: ServiceId, supervisor: UserId, at: Stamp) -> ApiResult<()> {
        let id = CommentId::from_raw(self.id(at));
        let body = good(LongText::parse("Is there a receipt?"))?;
        diesel::insert_into(comments::table)
            .values((
                comments::id.eq(id),
                comments::office_id.eq(self.office),
                comments::case_id.eq(page.case),
                comments::version.eq(2),
                comments::created_at.eq(at),
                comments::created_by.eq(supervisor),
                comments::updated_at.eq(at),
                comments::updated_by.eq(page.author),
                comments::on_kind.eq(RecordKind::Service),
                comments::on_id.eq(on.raw()),
                comments::resolved_at.eq(Some(at)),
                comments::resolved_by.eq(Some(page.author)),
                comments::sealed.eq(page.key.seal(self.keys.random(), comment_row::place(id), &body)?),
            ))
            .execute(self.conn)?;
        self.record(RecordKind::Comment, id.raw(), page.case, supervisor)?;
        self.file(page, on, at)
    }

    fn file(&mut self, page: &Page, on: ServiceId, at: Stamp) -> ApiResult<()> {
        let id = AttachmentId::from_raw(self.id(at));
        let sealed = page.key.seal_bytes(self.keys.random(), attachment_row::place(id, 0), RECEIPT)?;
        diesel::insert_into(attachment_chunks::table)
            .values((
                attachment_chunks::office_id.eq(self.office),
                attachment_chunks::attachment_id.eq(id),
                attachment_chunks::seq.eq(0),
                attachment_chunks::sealed.eq(sealed),
            ))
            .execute(self.conn)?;
        diesel::insert_into(attachments::table)
            .values((
                attachments::id.eq(id),
                attachments::office_id.eq(self.office),
                attachments::case_id.eq(page.case),
                attachments::version.eq(1),
                attachments::created_at.eq(at),
                attachments::created_by.eq(page.author),
                attachments::updated_at.eq(at),
                attachments::updated_by.eq(page.author),
                attachments::on_kind.eq(RecordKind::Service),
                attachments::on_id.eq(on.raw()),
                attachments::media_type.eq(MediaType::Pdf),
                attachments::bytes.eq(i64::try_from(RECEIPT.len()).unwrap_or(i64::MAX)),
                attachments::chunks.eq(1),
            ))
            .execute(self.conn)?;
        self.rows += 1;
        self.record(RecordKind::Attachment, id.raw(), page.case, page.author)
    }
}
