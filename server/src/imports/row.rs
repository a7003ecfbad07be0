//! The row of an import and how it is shown.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    ids::{ImportId, OfficeId, RawId, UserId},
    imports::{
        Doubles, ImportColumn, ImportKind, ImportMapping, ImportRecord, ImportSource, ImportState, ProblemGroup,
        SameFile, guess,
    },
    record::Meta,
    values::{Currency, Stamp},
};

use super::places;
use crate::{
    access::{InOffice, Reading},
    db::schema::{import_mappings, imports},
    problem::{ApiError, ApiResult},
    records::find_of_office,
    seal::Sealer,
};

/// Seconds without a sign of life after which a check or a run is taken to have ended.
const SILENCE: i64 = 120;

/// What is sealed of an import.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Inside {
    pub source: ImportSource,
    pub columns: Vec<ImportColumn>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mapping: Option<ImportMapping>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ProblemGroup>,
    /// Rows that will wait for a supervisor.
    #[serde(default)]
    pub waits: i64,
}

/// Table `imports`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub(super) struct ImportRow {
    pub id: ImportId,
    pub office_id: OfficeId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub kind: ImportKind,
    pub state: ImportState,
    pub total: i64,
    pub done: i64,
    pub wrong: i64,
    pub doubles: i64,
    pub made: i64,
    pub kept: i64,
    pub beat_at: Stamp,
    pub expires_at: Stamp,
    pub undo_until: Option<Stamp>,
    pub feed_seq: i64,
    pub file_token: Vec<u8>,
    pub headers_token: Vec<u8>,
    pub sealed: Vec<u8>,
}

impl ImportRow {
    /// Opens what is known of it.
    pub(super) fn inside(&self, key: &Sealer) -> ApiResult<Inside> {
        Ok(key.open(places::import(self.id), &self.sealed)?)
    }

    /// Whether it is being checked or run at this moment.
    pub(super) fn is_busy(&self, now: Stamp) -> bool {
        matches!(self.state, ImportState::Checking | ImportState::Running) && !self.is_silent(now)
    }

    fn is_silent(&self, now: Stamp) -> bool {
        self.beat_at.plus_seconds(SILENCE) < now
    }

    /// Whether the file is still here to be checked or run.
    pub(super) fn is_pending(&self, now: Stamp) -> bool {
        !matches!(self.state, ImportState::Done | ImportState::Undone) && now < self.expires_at
    }

    /// Whether it can be undone.
    pub(super) fn is_undoable(&self, now: Stamp) -> bool {
        self.state == ImportState::Done && self.undo_until.is_some_and(|until| now < until)
    }

    /// As its screen shows it.
    pub(super) fn show(&self, reading: &mut Reading<'_, InOffice>) -> ApiResult<ImportRecord> {
        let key = reading.office_key()?;
        let inside = self.inside(&key)?;
        let remembered = if inside.mapping.is_none() { remembered(reading, self)? } else { None };
        let fits = |mapping: &ImportMapping| mapping.columns.len() == inside.columns.len();
        let remembered = remembered.filter(fits);
        let was_remembered = remembered.is_some();
        let mut mapping = inside.mapping.or(remembered).unwrap_or_else(|| guessed(self.kind, &inside.columns));
        // Whoever sent them has them; they would come along with every look at how far it is.
        mapping.meanings.clear();
        Ok(ImportRecord {
            id: self.id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            kind: self.kind,
            state: self.state,
            stopped: matches!(self.state, ImportState::Checking | ImportState::Running) && self.is_silent(reading.now),
            rows: self.total,
            done: self.done,
            wrong: self.wrong,
            waits: inside.waits,
            doubles: self.doubles,
            made: self.made,
            kept: self.kept,
            source: inside.source,
            columns: inside.columns,
            mapping,
            remembered: was_remembered,
            problems: inside.problems,
            same: same_file(reading, self)?,
            expires_at: self.expires_at,
            undo_until: self.undo_until.filter(|_| self.is_undoable(reading.now)),
        })
    }
}

fn guessed(kind: ImportKind, columns: &[ImportColumn]) -> ImportMapping {
    let headers: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    ImportMapping {
        columns: guess(kind, &headers),
        dates: None,
        currency: (kind == ImportKind::Services).then_some(Currency::TRY),
        doubles: Doubles::Stop,
        consent: None,
        meanings: Vec::new(),
    }
}

/// The mapping that a file with these headers had before.
fn remembered(reading: &mut Reading<'_, InOffice>, row: &ImportRow) -> ApiResult<Option<ImportMapping>> {
    let kept: Option<(ImportId, Vec<u8>)> = import_mappings::table
        .find((row.office_id, row.kind, &row.headers_token))
        .select((import_mappings::import_id, import_mappings::sealed))
        .get_result(reading.conn)
        .optional()?;
    let key = reading.office_key()?;
    Ok(kept.map(|(by, sealed)| key.open(places::mapping(by), &sealed)).transpose()?)
}

/// The import that brought in this very file, if it was not undone.
pub(super) fn same_file(reading: &mut Reading<'_, InOffice>, row: &ImportRow) -> ApiResult<Option<SameFile>> {
    let found: Option<(ImportId, Stamp)> = imports::table
        .filter(imports::office_id.eq(row.office_id))
        .filter(imports::file_token.eq(&row.file_token))
        .filter(imports::kind.eq(row.kind))
        .filter(imports::state.eq(ImportState::Done))
        .filter(imports::id.ne(row.id))
        .order(imports::id.desc())
        .select((imports::id, imports::updated_at))
        .first(reading.conn)
        .optional()?;
    Ok(found.map(|(id, at)| SameFile { id, at }))
}

/// An import of the caller's office. Errors: 404.
pub(super) fn find(reading: &mut Reading<'_, InOffice>, id: ImportId) -> ApiResult<ImportRow> {
    look(reading, id)?.ok_or_else(ApiError::not_found)
}

find_of_office!(pub(super) fn look of imports, ImportId => ImportRow);

/// The import as it is now; what every write about one answers with.
pub(super) fn show(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<ImportRecord> {
    find(reading, ImportId::from_raw(id))?.show(reading)
}
