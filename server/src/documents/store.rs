//! Storing a document, from its own form or from the service that obtained it.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    documents::DocumentDraft,
    ids::DocumentId,
    record::{Former, RecordKind},
    values::ShortText,
};

use super::{
    clocks::Clocks,
    row::{Details, DocumentRow, place},
};
use crate::{
    access::{Case, Writing, Written},
    audit::AuditDraft,
    cases::tokens::{Exact, replace_tokens},
    db::schema::documents,
    history,
    problem::ApiResult,
};

macro_rules! values {
    ($draft:ident, $day:ident, $sealed:ident) => {
        (
            documents::kind.eq($draft.kind),
            documents::status.eq($draft.status),
            documents::occurred_on.eq($day),
            documents::issued_on.eq($draft.issued_on),
            documents::valid_from.eq($draft.valid_from),
            documents::expires_on.eq($draft.expires_on),
            documents::legal_max_on.eq($draft.legal_max_on),
            documents::holder_has_original.eq($draft.holder_has_original),
            documents::copy_stored.eq($draft.copy_stored),
            documents::supersedes.eq($draft.supersedes),
            documents::service_id.eq($draft.service),
            documents::sealed.eq($sealed),
        )
    };
}

/// Makes the document, or changes it and keeps the former version.
pub fn store(
    writing: &mut Writing<'_, Case>,
    id: DocumentId,
    existing: Option<&DocumentRow>,
    draft: &DocumentDraft,
) -> ApiResult<Written> {
    let key = writing.case_key()?;
    let day = draft.issued_on.unwrap_or_else(|| existing.map_or(writing.now, |was| was.created_at).day());
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
                    values!(draft, day, sealed),
                ))
                .execute(writing.conn)?;
            Written::created(id.raw())
        }
        Some(document) => {
            let was = document.open(&key, &Clocks::default())?;
            history::keep(writing, RecordKind::Document, id.raw(), document.version, &Former::corrected(was))?;
            diesel::update(documents::table.find(id))
                .set((
                    documents::version.eq(document.version + 1),
                    documents::updated_at.eq(writing.now),
                    documents::updated_by.eq(writing.caller.user),
                    values!(draft, day, sealed),
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
    let exact: Vec<Exact> = number.and_then(|number| Exact::document(number.as_str())).into_iter().collect();
    let (core, office, case) = (writing.core, writing.caller.office, writing.case());
    replace_tokens(writing.conn, core, office, case, id.raw(), &exact)
}
