//! Taking a file: it is read in a process of its own, and its rows are sealed in parts.

use std::sync::Arc;

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use yaninda_shared::{
    audit::AuditAction,
    ids::ImportId,
    imports::{Delimiter, ImportKind, ImportRecord, ImportState, KEPT_HOURS, MAX_BYTES, TextEncoding},
    problem::Code,
    record::RecordKind,
    values::ValueError,
};

use super::{
    cell::Sheet,
    forget::make_room,
    parts,
    places::{self, Part},
    read_sheet::Wish,
    row::{Inside, look, show},
};
use crate::{
    access::{Access, ImportWrite, InOffice, Reading, Writing, Written},
    attachments::in_own_process,
    audit::AuditDraft,
    db::schema::imports,
    http::{Problems, Query, Upload, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Rows of one part: so many are opened, gone through and sealed at a time.
const ROWS: usize = 1_000;
/// Most bytes of all rows as they are handed over.
const MOST_READ: usize = 96 * 1024 * 1024;

/// A spreadsheet as it is.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "only describes the body; `Upload` reads it")]
pub struct SheetBody(Vec<u8>);

/// What the rows are, and how the file is to be read.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct How {
    pub kind: ImportKind,
    /// Of a text file; found out if left out.
    #[serde(default)]
    pub encoding: Option<TextEncoding>,
    /// What stands between its cells; found out if left out.
    #[serde(default)]
    pub delimiter: Option<Delimiter>,
    /// Sheet of a workbook, from 0; the one whose headers say most of the kind if left out.
    #[serde(default)]
    pub sheet: Option<u16>,
}

/// A file that was read, sealed.
struct Taken {
    inside: Inside,
    rows: usize,
    parts: Vec<Vec<u8>>,
    file_token: Vec<u8>,
    headers_token: Vec<u8>,
}

/// Takes a CSV or XLSX file of at most 24 MB and shows its columns. Nothing is brought in yet; after a day it is forgotten,
/// and the oldest of ten that wait when another one comes.
#[utoipa::path(tag = "imports", params(("import" = ImportId, Path), How, WriteHeaders),
    request_body(content((SheetBody = "text/csv"),
        (SheetBody = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
    responses((status = 201, body = ImportRecord), Problems))]
#[put("/imports/{import}")]
pub async fn put(
    access: Access<ImportWrite, InOffice>,
    path: web::Path<ImportId>,
    query: Query<How>,
    upload: Upload,
) -> ApiResult<impl Responder> {
    let (id, how) = (path.into_inner(), query.0);
    // A file is read only for someone who may bring one in.
    if let Err(refusal) = may_come(&access, &upload.content_type).await {
        upload.discard().await;
        return Err(refusal);
    }
    let (bytes, digest) = upload.read_up_to(MAX_BYTES).await?;
    let wish = Wish { encoding: how.encoding, delimiter: how.delimiter, sheet: how.sheet, kind: Some(how.kind) };
    let arguments = wish.arguments(how.kind.most_rows());
    let command: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (lines, _turn) = in_own_process(&access.core().settings.file_cleaner, &command, &bytes, MOST_READ).await?;
    let taken = Arc::new(access.prepare(move |reading| take(reading, id, &bytes, &lines)).await?);
    access.write(digest, move |writing| keep(writing, id, how.kind, &taken), show).await
}

async fn may_come(access: &Access<ImportWrite, InOffice>, content_type: &str) -> ApiResult<()> {
    access.prepare(|_| Ok(())).await?;
    match content_type.split(';').next().unwrap_or_default().trim() {
        "text/csv" | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => Ok(()),
        _ => Err(ApiError::Refused(Code::UnsupportedMediaType)),
    }
}

/// Seals what was read.
fn take(reading: &mut Reading<'_, InOffice>, id: ImportId, bytes: &[u8], lines: &[u8]) -> ApiResult<Taken> {
    let (office, keys) = (reading.caller.office, &reading.core.keys);
    let file_token = keys.office_token(reading.conn, office, "import file")?.token(&[bytes]);
    let headers = keys.office_token(reading.conn, office, "import headers")?;
    let key = keys.office(reading.conn, office)?;
    let end = lines.iter().position(|byte| *byte == b'\n').unwrap_or(lines.len());
    let (first, rest) = lines.split_at(end);
    let sheet: Sheet = serde_json::from_slice(first).map_err(|_| ApiError::internal("a sheet that was read"))?;
    if sheet.rows == 0 {
        return Err(ApiError::field("file", ValueError::Empty));
    }
    let names: Vec<&[u8]> = sheet.columns.iter().map(|column| column.name.as_bytes()).collect();
    let rows: Vec<&[u8]> = rest.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect();
    let sealed = (0_i32..).zip(rows.chunks(ROWS)).map(|(seq, chunk)| {
        let chunk = zeroize::Zeroizing::new(chunk.join(&b'\n'));
        key.seal_bytes(keys.random(), Part::Rows.place(id, seq), &chunk)
    });
    Ok(Taken {
        file_token,
        headers_token: headers.token(&names),
        rows: sheet.rows,
        parts: sealed.collect::<Result<_, _>>()?,
        inside: Inside { source: sheet.source, columns: sheet.columns, mapping: None, problems: Vec::new(), waits: 0 },
    })
}

fn keep(writing: &mut Writing<'_, InOffice>, id: ImportId, kind: ImportKind, taken: &Taken) -> ApiResult<Written> {
    let existing = look(writing, id)?;
    writing.expect(id.raw(), existing.as_ref().map(|row| row.version))?;
    // A file never changes: another one is another import.
    if existing.is_some() {
        return Err(ApiError::Refused(Code::Conflict));
    }
    let (office, user, now) = (writing.caller.office, writing.caller.user, writing.now);
    make_room(writing.conn, office, now)?;
    let key = writing.office_key()?;
    let sealed = key.seal(writing.core.keys.random(), places::import(id), &taken.inside)?;
    diesel::insert_into(imports::table)
        .values((
            imports::id.eq(id),
            imports::office_id.eq(office),
            imports::version.eq(1),
            imports::created_at.eq(now),
            imports::created_by.eq(user),
            imports::updated_at.eq(now),
            imports::updated_by.eq(user),
            imports::kind.eq(kind),
            imports::state.eq(ImportState::Read),
            imports::total.eq(i64::try_from(taken.rows).unwrap_or(i64::MAX)),
            (
                imports::done.eq(0),
                imports::wrong.eq(0),
                imports::doubles.eq(0),
                imports::made.eq(0),
                imports::kept.eq(0),
                imports::beat_at.eq(now),
                imports::expires_at.eq(now.plus_seconds(KEPT_HOURS * 3600)),
                imports::feed_seq.eq(0),
                imports::file_token.eq(&taken.file_token),
                imports::headers_token.eq(&taken.headers_token),
                imports::sealed.eq(sealed),
            ),
        ))
        .execute(writing.conn)?;
    for (seq, part) in (0_i32..).zip(&taken.parts) {
        parts::keep(writing.conn, office, id, Part::Rows, seq, part)?;
    }
    writing.touch(RecordKind::Import, id.raw(), None)?;
    writing.audit(AuditDraft::one(AuditAction::Created, RecordKind::Import, None, id.raw()).fields(["file"]));
    Ok(Written::created(id.raw()))
}
