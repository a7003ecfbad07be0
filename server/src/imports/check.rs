//! Checking a file with a mapping: every row is gone through, and nothing is brought in.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::ImportId,
    imports::{ImportMapping, ImportRecord, ImportState},
    problem::Code,
    record::RecordKind,
};

use super::{
    parts,
    pass::{Pass, Purpose},
    places::{self, Part},
    row::{ImportRow, find, show},
};
use crate::{
    access::{Access, ImportWrite, InOffice, Writing, Written},
    audit::AuditDraft,
    db::{
        each,
        schema::{import_mappings, imports},
    },
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Checks every row with this mapping. The answer comes at once; how far it is, and what was found, is read. The mapping is
/// remembered for files with the same headers. Errors: 409 while it is checked or brought in, and afterwards.
#[utoipa::path(tag = "imports", params(("import" = ImportId, Path), WriteHeaders), request_body = ImportMapping,
    responses((status = 200, body = ImportRecord), Problems))]
#[post("/imports/{import}/check")]
pub async fn check(
    access: Access<ImportWrite, InOffice>,
    path: web::Path<ImportId>,
    payload: Payload<ImportMapping>,
) -> ApiResult<impl Responder> {
    let (id, mapping) = (path.into_inner(), payload.value);
    let (later, begun) = (access.later(), Arc::new(Begun::default()));
    let begins = begun.clone();
    let answer = access.write(payload.digest, move |writing| begin(writing, id, &mapping, &begins), show).await?;
    begun.go(later, id, answer.version, Purpose::Check);
    Ok(answer)
}

/// Whether this request began something: one that is sent again does not.
#[derive(Default)]
pub(super) struct Begun(AtomicBool);

impl Begun {
    pub(super) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Begins to go through, behind the answer.
    pub(super) fn go(&self, right: Access<ImportWrite, InOffice>, id: ImportId, version: i64, purpose: Purpose) {
        if self.0.load(Ordering::Relaxed) {
            actix_web::rt::spawn(Pass { id, version, purpose }.go(right));
        }
    }
}

fn begin(
    writing: &mut Writing<'_, InOffice>,
    id: ImportId,
    mapping: &ImportMapping,
    begun: &Begun,
) -> ApiResult<Written> {
    let row = find(writing, id)?;
    writing.expect(id.raw(), Some(row.version))?;
    if !row.is_pending(writing.now) || row.is_busy(writing.now) {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let key = writing.office_key()?;
    let mut inside = row.inside(&key)?;
    mapping.validate(row.kind, inside.columns.len()).map_err(ApiError::Invalid)?;
    inside.mapping = Some(mapping.clone());
    inside.problems.clear();
    inside.waits = 0;
    remember(writing, &row, mapping)?;
    let sealed = key.seal(writing.core.keys.random(), places::import(id), &inside)?;
    diesel::update(imports::table.find(id)).set(imports::sealed.eq(sealed)).execute(writing.conn)?;
    let written = start(writing, &row, ImportState::Checking)?;
    writing.audit(AuditDraft::one(AuditAction::Changed, RecordKind::Import, None, id.raw()).fields(["mapping"]));
    begun.set();
    Ok(written)
}

/// Marks the beginning of a pass; what a pass before it has left is thrown away.
pub(super) fn start(writing: &mut Writing<'_, InOffice>, row: &ImportRow, state: ImportState) -> ApiResult<Written> {
    let office = writing.caller.office;
    while parts::forget_some(writing.conn, office, row.id, &[Part::Problems, Part::Ready, Part::Made])? > 0 {}
    diesel::update(imports::table.find(row.id))
        .set((
            imports::version.eq(row.version + 1),
            imports::updated_at.eq(writing.now),
            imports::updated_by.eq(writing.caller.user),
            imports::state.eq(state),
            imports::done.eq(0),
            imports::wrong.eq(0),
            imports::doubles.eq(0),
            imports::beat_at.eq(writing.now),
        ))
        .execute(writing.conn)?;
    writing.touch(RecordKind::Import, row.id.raw(), None)?;
    Ok(Written::changed(row.id.raw(), row.version + 1))
}

/// Remembers the mapping for files with the same headers.
fn remember(writing: &mut Writing<'_, InOffice>, row: &ImportRow, mapping: &ImportMapping) -> ApiResult<()> {
    let key = writing.office_key()?;
    let sealed = key.seal(writing.core.keys.random(), places::mapping(row.id), mapping)?;
    let conn = &mut *writing.conn;
    each!(conn, |c| diesel::insert_into(import_mappings::table)
        .values((
            import_mappings::office_id.eq(row.office_id),
            import_mappings::kind.eq(row.kind),
            import_mappings::headers_token.eq(&row.headers_token),
            import_mappings::import_id.eq(row.id),
            import_mappings::sealed.eq(&sealed),
        ))
        .on_conflict((import_mappings::office_id, import_mappings::kind, import_mappings::headers_token))
        .do_update()
        .set((import_mappings::import_id.eq(row.id), import_mappings::sealed.eq(&sealed)))
        .execute(c))?;
    Ok(())
}
