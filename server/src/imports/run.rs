//! Bringing in what was checked: everything or nothing.

use std::sync::Arc;

use actix_web::{Responder, post, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::ImportId,
    imports::{Doubles, ImportRecord, ImportRun, ImportState},
    problem::Code,
    record::RecordKind,
    values::{Stamp, ValueError},
};

use super::{
    check::{Begun, start},
    pass::Purpose,
    row::{ImportRow, find, same_file, show},
};
use crate::{
    access::{Access, ImportWrite, InOffice, Writing, Written},
    audit::AuditDraft,
    db::schema::imports,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Brings in what was checked. The answer comes at once; until everything is ready nothing of it can be seen, and then all of
/// it. A row that is not right any more, a case that was closed meanwhile or a server that dies leaves nothing behind. Errors:
/// 409 unless it was checked with nothing in the way, and while another file is brought into the office; 422 on `again` if
/// this very file was brought in before.
#[utoipa::path(tag = "imports", params(("import" = ImportId, Path), WriteHeaders), request_body = ImportRun,
    responses((status = 200, body = ImportRecord), Problems))]
#[post("/imports/{import}/run")]
pub async fn run(
    access: Access<ImportWrite, InOffice>,
    path: web::Path<ImportId>,
    payload: Payload<ImportRun>,
) -> ApiResult<impl Responder> {
    let (id, wish) = (path.into_inner(), payload.value);
    let (later, begun) = (access.later(), Arc::new(Begun::default()));
    let begins = begun.clone();
    let answer = access.write(payload.digest, move |writing| begin(writing, id, wish, &begins), show).await?;
    begun.go(later, id, answer.version, Purpose::Run);
    Ok(answer)
}

fn begin(writing: &mut Writing<'_, InOffice>, id: ImportId, wish: ImportRun, begun: &Begun) -> ApiResult<Written> {
    let row = find(writing, id)?;
    writing.expect(id.raw(), Some(row.version))?;
    let key = writing.office_key()?;
    let doubles = row.inside(&key)?.mapping.map(|mapping| mapping.doubles);
    let stopped = doubles != Some(Doubles::Keep) && doubles != Some(Doubles::LeaveOut) && row.doubles > 0;
    let ready = match row.state {
        ImportState::Checked => row.wrong == 0 && !stopped,
        // One whose server died: nothing came of it, and every row is gone through again.
        ImportState::Running => !row.is_busy(writing.now),
        ImportState::Read | ImportState::Checking | ImportState::Done | ImportState::Undone => false,
    };
    if !ready || !row.is_pending(writing.now) || another_runs(writing, &row)? {
        return Err(ApiError::Refused(Code::Conflict));
    }
    if !wish.again && same_file(writing, &row)?.is_some() {
        return Err(ApiError::field("again", ValueError::Taken));
    }
    let written = start(writing, &row, ImportState::Running)?;
    writing.audit(AuditDraft::one(AuditAction::Changed, RecordKind::Import, None, id.raw()).fields(["run"]));
    begun.set();
    Ok(written)
}

/// Two files at once could each hold the person the other holds.
fn another_runs(writing: &mut Writing<'_, InOffice>, row: &ImportRow) -> ApiResult<bool> {
    let now: Stamp = writing.now;
    let running: Vec<ImportRow> = imports::table
        .filter(imports::office_id.eq(row.office_id))
        .filter(imports::expires_at.gt(now))
        .filter(imports::state.eq(ImportState::Running))
        .load(writing.conn)?;
    Ok(running.iter().any(|other| other.id != row.id && other.is_busy(now)))
}
