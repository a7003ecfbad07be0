//! Writing what was logged in a case: services, the documents they obtained, notes.

use diesel::prelude::*;
use yaninda_shared::{
    catalogue,
    documents::{DocumentDraft, DocumentKind},
    ids::{DocumentId, NoteId, ServiceId},
    record::RecordKind,
    services::ServiceDraft,
    values::{LongText, NaiveDate, Stamp},
};

use super::{
    plan::Logged,
    scribe::{Page, Scribe},
};
use crate::{
    db::schema::{documents, notes, services},
    documents::row as document_row,
    notes::row as note_row,
    problem::{ApiError, ApiResult},
    services::row as service_row,
};

impl Scribe<'_> {
    /// A service, and the document it obtained, which replaces one of the papers there are.
    pub(super) fn entry(
        &mut self,
        page: &Page,
        entry: &Logged,
        papers: &mut Vec<(DocumentKind, DocumentId)>,
    ) -> ApiResult<ServiceId> {
        let day = entry.service.occurred_on;
        let at = self.morning(day);
        let service = ServiceId::from_raw(self.id(at));
        let document = entry.document.as_ref().map(|_| DocumentId::from_raw(self.id(at)));
        self.service(page, service, &entry.service, document, at)?;
        if let (Some(id), Some(draft)) = (document, &entry.document) {
            let supersedes = papers.iter().rev().find(|(kind, _)| draft.kind.replaces(*kind)).map(|(_, id)| *id);
            papers.push((draft.kind, id));
            let draft = DocumentDraft { service: Some(service), supersedes, ..draft.clone() };
            self.document(page, id, &draft, day)?;
        }
        Ok(service)
    }

    fn service(
        &mut self,
        page: &Page,
        id: ServiceId,
        draft: &ServiceDraft,
        document: Option<DocumentId>,
        at: Stamp,
    ) -> ApiResult<()> {
        let kind = catalogue::find(&draft.code).ok_or_else(|| ApiError::internal("an unknown type of service"))?;
        let details = service_row::Details::from(draft);
        let sealed = page.key.seal(self.keys.random(), service_row::place(id), &details)?;
        diesel::insert_into(services::table)
            .values((
                services::id.eq(id),
                services::office_id.eq(self.office),
                services::case_id.eq(page.case),
                services::version.eq(1),
                services::created_at.eq(at),
                services::created_by.eq(page.author),
                services::updated_at.eq(at),
                services::updated_by.eq(page.author),
                services::withdrawn.eq(false),
                service_row::service_values!(kind, draft, document, sealed),
            ))
            .execute(self.conn)?;
        self.record(RecordKind::Service, id.raw(), page.case, page.author)
    }

    fn document(&mut self, page: &Page, id: DocumentId, draft: &DocumentDraft, recorded: NaiveDate) -> ApiResult<()> {
        let at = self.morning(recorded);
        let details = document_row::Details::from(draft);
        let sealed = page.key.seal(self.keys.random(), document_row::place(id), &details)?;
        let day = draft.issued_on.unwrap_or(recorded);
        diesel::insert_into(documents::table)
            .values((
                documents::id.eq(id),
                documents::office_id.eq(self.office),
                documents::case_id.eq(page.case),
                documents::version.eq(1),
                documents::created_at.eq(at),
                documents::created_by.eq(page.author),
                documents::updated_at.eq(at),
                documents::updated_by.eq(page.author),
                documents::withdrawn.eq(false),
                document_row::document_values!(draft, day, Some(day), sealed),
            ))
            .execute(self.conn)?;
        self.index(page.case, id.raw(), &document_row::exact(draft.number.as_ref()))?;
        self.record(RecordKind::Document, id.raw(), page.case, page.author)
    }

    /// A note of a day.
    pub(super) fn note(&mut self, page: &Page, day: NaiveDate, body: &LongText) -> ApiResult<()> {
        let at = self.morning(day);
        let id = NoteId::from_raw(self.id(at));
        diesel::insert_into(notes::table)
            .values((
                notes::id.eq(id),
                notes::office_id.eq(self.office),
                notes::case_id.eq(page.case),
                notes::version.eq(1),
                notes::created_at.eq(at),
                notes::created_by.eq(page.author),
                notes::updated_at.eq(at),
                notes::updated_by.eq(page.author),
                notes::occurred_on.eq(day),
                notes::withdrawn.eq(false),
                notes::sealed.eq(page.key.seal(self.keys.random(), note_row::place(id), body)?),
            ))
            .execute(self.conn)?;
        self.record(RecordKind::Note, id.raw(), page.case, page.author)
    }
}
