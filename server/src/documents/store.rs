//! Storing a document, from its own form or from the service that obtained it.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    clocks::ClockEvent,
    documents::{DocumentDraft, DocumentKind},
    ids::DocumentId,
    record::{Former, RecordKind},
    values::ShortText,
};

use super::{
    clocks::Clocks,
    row::{Details, DocumentRow, document_values, exact, place},
};
use crate::{
    access::{Case, Writing, Written},
    audit::AuditDraft,
    cases::tokens::replace_tokens,
    clocks::note_change,
    db::schema::documents,
    history,
    problem::ApiResult,
    timeline::entry::expect_correctable,
};

/// Makes the document, or changes it and keeps the former version. Errors: 409 to change a withdrawn one or in a closed
/// case.
pub fn store(
    writing: &mut Writing<'_, Case>,
    id: DocumentId,
    existing: Option<&DocumentRow>,
    draft: &DocumentDraft,
) -> ApiResult<Written> {
    let key = writing.case_key()?;
    let day = draft.issued_on.unwrap_or_else(|| match existing {
        // Nothing moves it, not even another time zone.
        Some(was) if was.issued_on.is_none() => was.occurred_on,
        Some(was) => writing.core.day(was.created_at),
        None => writing.today(),
    });
    // A change of state happens when it is heard of; a first record tells of the day it stands on.
    let status_on = match existing {
        Some(was) if was.status == draft.status => was.status_on,
        Some(_) => Some(writing.today()),
        None => Some(day),
    };
    let sealed = key.seal(writing.core.keys.random(), place(id), &Details::from(draft))?;
    let written = match existing {
        None => {
            diesel::insert_into(documents::table)
                .values((
                    documents::id.eq(id),
                    documents::office_id.eq(writing.caller.office),
                    documents::case_id.eq(writing.case()),
                    documents::version.eq(1),
                    documents::created_at.eq(writing.now),
                    documents::created_by.eq(writing.caller.user),
                    documents::updated_at.eq(writing.now),
                    documents::updated_by.eq(writing.caller.user),
                    documents::withdrawn.eq(false),
                    document_values!(draft, day, status_on, sealed),
                ))
                .execute(writing.conn)?;
            // Civil status changed, which an applicant has to tell.
            if draft.kind == DocumentKind::MarriageCertificate {
                note_change(writing, ClockEvent::PersonChanged, day)?;
            }
            Written::created(id.raw())
        }
        Some(document) => {
            expect_correctable(writing, document.withdrawn)?;
            let was = document.open(&key, &Clocks::default())?;
            history::keep(writing, RecordKind::Document, id.raw(), document.version, &Former::corrected(was))?;
            diesel::update(documents::table.find(id))
                .set((
                    documents::version.eq(document.version + 1),
                    documents::updated_at.eq(writing.now),
                    documents::updated_by.eq(writing.caller.user),
                    document_values!(draft, day, status_on, sealed),
                ))
                .execute(writing.conn)?;
            Written::changed(id.raw(), document.version + 1)
        }
    };
    index_number(writing, id, draft.number.as_ref())?;
    let action = if existing.is_none() { AuditAction::Created } else { AuditAction::Changed };
    let case = Some(writing.case());
    writing.touch(RecordKind::Document, id.raw(), case)?;
    writing.audit(AuditDraft::one(action, RecordKind::Document, case, id.raw()).fields(["document"]));
    Ok(written)
}

/// Makes the document findable by this exact number, or by none.
pub(super) fn index_number(
    writing: &mut Writing<'_, Case>,
    id: DocumentId,
    number: Option<&ShortText>,
) -> ApiResult<()> {
    let (core, office, case) = (writing.core, writing.caller.office, writing.case());
    replace_tokens(writing.conn, &core.keys, office, case, id.raw(), &exact(number))
}
