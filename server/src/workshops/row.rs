//! The row of a workshop and how it is shown.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    ids::{OfficeId, RawId, UserId, WorkshopId},
    record::Meta,
    values::{LongText, NaiveDate, ShortText, Stamp},
    workshops::{Attendance, FeedbackPhase, Paper, Question, WorkshopDraft, WorkshopRecord, WorkshopTopic},
};

use super::{answers, link};
use crate::{
    access::Reading,
    db::schema::workshops,
    problem::{ApiError, ApiResult},
    records::find_of_office,
    seal::{Place, SealError, Sealer},
};

/// Sealed column of a workshop, under the office's key: it is about no one person.
pub(crate) fn place(id: WorkshopId) -> Place {
    Place::new("workshops.sealed", id.raw())
}

/// What is sealed of a workshop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Said {
    pub place: ShortText,
    pub topics: Vec<WorkshopTopic>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendance: Vec<Attendance>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    #[serde(default)]
    pub paper: Paper,
}

impl Said {
    pub fn by(draft: &WorkshopDraft) -> Self {
        Self {
            place: draft.place.clone(),
            topics: draft.topics.clone(),
            note: draft.note.clone(),
            attendance: draft.attendance.clone(),
            questions: draft.questions.clone(),
            paper: draft.paper,
        }
    }
}

/// Table `workshops`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct WorkshopRow {
    pub id: WorkshopId,
    pub office_id: OfficeId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub held_on: NaiveDate,
    pub phase: FeedbackPhase,
    pub closes_on: Option<NaiveDate>,
    pub link_number: i32,
    pub link_hash: Option<Vec<u8>>,
    pub withdrawn: bool,
    pub sealed: Vec<u8>,
}

impl WorkshopRow {
    /// What its link asks on a day.
    #[must_use]
    pub fn asks(&self, today: NaiveDate) -> FeedbackPhase {
        if self.withdrawn || self.closes_on.is_none_or(|day| day < today) { FeedbackPhase::Closed } else { self.phase }
    }

    /// Opens it with its office's key.
    pub fn draft(&self, key: &Sealer) -> Result<WorkshopDraft, SealError> {
        let Said { place, topics, note, attendance, questions, paper } =
            key.open(self::place(self.id), &self.sealed)?;
        Ok(WorkshopDraft { held_on: self.held_on, place, topics, note, attendance, questions, paper })
    }
}

/// As they are shown, with what was answered in all of them read at once.
pub fn show_all<R>(reading: &mut Reading<'_, R>, rows: &[WorkshopRow]) -> ApiResult<Vec<WorkshopRecord>> {
    let (key, office, today) = (reading.office_key()?, reading.caller.office, reading.today());
    let ids: Vec<WorkshopId> = rows.iter().map(|row| row.id).collect();
    let mut lines = answers::lines(reading.conn, office, &ids)?;
    let one = |row: &WorkshopRow| {
        let draft = row.draft(&key)?;
        let phase = row.asks(today);
        let open = phase != FeedbackPhase::Closed;
        let results = answers::results(lines.remove(&row.id).unwrap_or_default(), &draft.questions, open);
        Ok(WorkshopRecord {
            id: row.id,
            meta: Meta {
                version: row.version,
                created_at: row.created_at,
                created_by: row.created_by,
                updated_at: row.updated_at,
                updated_by: row.updated_by,
            },
            draft,
            phase,
            closes_on: row.closes_on.filter(|_| open),
            link: open.then(|| link::address(reading.core, row)),
            results,
            withdrawn: row.withdrawn,
        })
    };
    rows.iter().map(one).collect()
}

/// A workshop of the caller's office. Errors: 404.
pub fn find<R>(reading: &mut Reading<'_, R>, id: WorkshopId) -> ApiResult<WorkshopRow> {
    present(reading, id)?.ok_or_else(ApiError::not_found)
}

find_of_office!(pub fn present of workshops, WorkshopId => WorkshopRow);

/// The workshop as it is now.
pub fn show<R>(reading: &mut Reading<'_, R>, id: RawId) -> ApiResult<WorkshopRecord> {
    let row = find(reading, WorkshopId::from_raw(id))?;
    show_all(reading, &[row])?.pop().ok_or_else(ApiError::not_found)
}
