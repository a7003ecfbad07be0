//! The row of a deadline and how it is shown.

use diesel::prelude::*;
use yaninda_shared::{
    clocks::{Deadline, DeadlineRecord, DeadlineState, Measure, ReminderAnswer, RuleKey},
    documents::DocumentKind,
    ids::{CaseId, DeadlineId, DocumentId, OfficeId, RawId, UserId},
    values::{NaiveDate, ShortText, Stamp},
};

use crate::{
    access::{Case, Reading},
    db::schema::deadlines,
    problem::{ApiError, ApiResult},
    seal::{Place, Sealer},
};

/// Sealed column of a deadline: why it is not needed.
pub(super) fn place(id: DeadlineId) -> Place {
    Place::new("deadlines.sealed", id.raw())
}

/// Table `deadlines`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct DeadlineRow {
    pub id: DeadlineId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub updated_at: Stamp,
    pub measure: Measure,
    pub rule: String,
    pub cited: String,
    pub document_id: Option<DocumentId>,
    pub document_kind: Option<DocumentKind>,
    pub from_on: Option<NaiveDate>,
    pub due_on: NaiveDate,
    pub opens_on: Option<NaiveDate>,
    pub remind_on: NaiveDate,
    pub since_on: NaiveDate,
    pub escalate_on: NaiveDate,
    pub over_law: bool,
    pub running: bool,
    pub later_on: Option<NaiveDate>,
    pub answer: Option<ReminderAnswer>,
    pub answered_at: Option<Stamp>,
    pub answered_by: Option<UserId>,
    pub sealed: Option<Vec<u8>>,
}

/// Reads the key of a rule back from its column.
pub fn rule_key(text: &str) -> ApiResult<RuleKey> {
    RuleKey::try_from(text.to_owned()).map_err(ApiError::internal)
}

impl DeadlineRow {
    /// What was worked out. Of one that is to be reminded of later, the day of the first reminder is that day.
    pub fn deadline(&self) -> ApiResult<Deadline> {
        Ok(Deadline {
            measure: self.measure,
            rule: rule_key(&self.rule)?,
            cited: rule_key(&self.cited)?,
            document: self.document_id.zip(self.document_kind),
            from_on: self.from_on,
            due_on: self.due_on,
            opens_on: self.opens_on,
            remind_on: self.remind_on,
            escalate_after: 0,
            over_law: self.over_law,
        })
    }

    /// Opens it with its case's key, as it stands on this day.
    pub fn open(&self, key: &Sealer, today: NaiveDate) -> ApiResult<DeadlineRecord> {
        let reason: Option<ShortText> =
            self.sealed.as_ref().map(|sealed| key.open(place(self.id), sealed)).transpose()?;
        Ok(DeadlineRecord {
            id: self.id,
            case: self.case_id,
            version: self.version,
            measure: self.measure,
            rule: rule_key(&self.rule)?,
            cited: rule_key(&self.cited)?,
            document: self.document_id,
            document_kind: self.document_kind,
            due_on: self.due_on,
            opens_on: self.opens_on,
            remind_on: self.remind_on,
            escalate_on: self.escalate_on,
            state: DeadlineState::of(self.due_on, self.opens_on, self.over_law, today),
            days_left: (self.due_on - today).num_days(),
            answer: self.answer,
            answered_at: self.answered_at,
            answered_by: self.answered_by,
            reason,
            running: self.running,
        })
    }
}

/// A deadline of this case. Errors: 404.
pub(super) fn find(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<DeadlineRow> {
    deadlines::table
        .filter(deadlines::id.eq(DeadlineId::from_raw(id)))
        .filter(deadlines::office_id.eq(reading.caller.office))
        .filter(deadlines::case_id.eq(reading.case()))
        .get_result(reading.conn)
        .optional()?
        .ok_or_else(ApiError::not_found)
}

/// A deadline of this case, opened. Errors: 404.
pub(super) fn show(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<DeadlineRecord> {
    let key = reading.case_key()?;
    let today = reading.today();
    find(reading, id)?.open(&key, today)
}
