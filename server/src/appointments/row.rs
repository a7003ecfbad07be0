//! The row of an appointment and how it is shown.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    appointments::{Answer, AnswerKind, AppointmentDraft, AppointmentPlace, AppointmentRecord, AppointmentState},
    ids::{AppointmentId, CaseId, OfficeId, RawId, UserId},
    policy::Action,
    problem::Code,
    record::{Former, Meta, RecordKind},
    values::{LocalTime, LongText, NaiveDate, ShortText, Stamp, ZoneName},
};

use crate::{
    access::{Case, Reading},
    db::{each, schema::appointments},
    history::versions,
    problem::{ApiError, ApiResult},
    seal::{Place, Sealer},
};

/// Sealed column of an appointment: everything but when, what for, and who attends.
pub(crate) fn place(id: AppointmentId) -> Place {
    Place::new("appointments.sealed", id.raw())
}

/// Sealed column of an appointment: what the person answered.
pub(crate) fn answer_place(id: AppointmentId) -> Place {
    Place::new("appointments.answer_sealed", id.raw())
}

/// What is sealed of an appointment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_whom: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_place: Option<AppointmentPlace>,
    #[serde(default)]
    pub interpreter: bool,
    #[serde(default)]
    pub escort: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bring: Option<ShortText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<LongText>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offered: Vec<LocalTime>,
    #[serde(default)]
    pub tell: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_note: Option<ShortText>,
}

impl From<&AppointmentDraft> for Details {
    fn from(draft: &AppointmentDraft) -> Self {
        Self {
            with_whom: draft.with_whom.clone(),
            place: draft.place.clone(),
            mail_place: draft.mail_place.clone(),
            interpreter: draft.interpreter,
            escort: draft.escort,
            bring: draft.bring.clone(),
            note: draft.note.clone(),
            offered: draft.offered.clone(),
            tell: draft.tell,
            outcome_note: None,
        }
    }
}

/// What is sealed of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<LocalTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<ShortText>,
    #[serde(default)]
    pub unverified: bool,
    /// What was answered before, oldest first: whoever reads the inbox could otherwise wipe what the person wrote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Answer>,
}

/// Table `appointments`, in the order of its columns.
#[derive(Clone, Debug, Queryable, Insertable)]
#[diesel(table_name = appointments, treat_none_as_default_value = false)]
pub struct AppointmentRow {
    pub id: AppointmentId,
    pub office_id: OfficeId,
    pub case_id: CaseId,
    pub version: i64,
    pub created_at: Stamp,
    pub created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub code: String,
    pub state: AppointmentState,
    pub starts: String,
    pub zone: String,
    pub occurred_on: NaiveDate,
    pub starts_at: Stamp,
    pub ends_at: Stamp,
    pub attended_by: Option<UserId>,
    pub sequence: i32,
    pub series_id: Option<AppointmentId>,
    pub answer: Option<AnswerKind>,
    pub answered_at: Option<Stamp>,
    pub sealed: Vec<u8>,
    pub answer_sealed: Option<Vec<u8>>,
}

impl AppointmentRow {
    /// Wall time where it happens.
    pub fn local(&self) -> ApiResult<LocalTime> {
        LocalTime::parse(&self.starts).map_err(|why| ApiError::internal(format!("a stored time is refused: {why}")))
    }

    /// The zone of that place.
    pub fn zone(&self) -> ApiResult<ZoneName> {
        ZoneName::parse(&self.zone).map_err(|why| ApiError::internal(format!("a stored zone is refused: {why}")))
    }

    /// Length in minutes.
    #[must_use]
    pub fn minutes(&self) -> u16 {
        u16::try_from((self.ends_at.seconds() - self.starts_at.seconds()) / 60).unwrap_or_default()
    }

    /// Opens what is sealed with its case's key.
    pub fn details(&self, key: &Sealer) -> ApiResult<Details> {
        Ok(key.open(place(self.id), &self.sealed)?)
    }

    /// Opens the answer, if there is one.
    pub fn answer(&self, key: &Sealer) -> ApiResult<Option<Answer>> {
        Ok(self.answers(key)?.pop())
    }

    /// Opens all that was answered to it as it stands, oldest first.
    pub fn answers(&self, key: &Sealer) -> ApiResult<Vec<Answer>> {
        let (Some(kind), Some(at)) = (self.answer, self.answered_at) else { return Ok(Vec::new()) };
        let said: Option<Answered> =
            self.answer_sealed.as_ref().map(|sealed| key.open(answer_place(self.id), sealed)).transpose()?;
        let Answered { slot, message, unverified, earlier: mut answers } = said.unwrap_or_default();
        answers.push(Answer { kind, at, slot, message, unverified });
        Ok(answers)
    }

    /// Opens the appointment.
    pub fn open(&self, key: &Sealer) -> ApiResult<AppointmentRecord> {
        let details = self.details(key)?;
        let mut earlier_answers = self.answers(key)?;
        Ok(AppointmentRecord {
            id: self.id,
            case: self.case_id,
            meta: Meta {
                version: self.version,
                created_at: self.created_at,
                created_by: self.created_by,
                updated_at: self.updated_at,
                updated_by: self.updated_by,
            },
            draft: AppointmentDraft {
                code: self.code.clone(),
                starts: self.local()?,
                zone: self.zone()?,
                minutes: self.minutes(),
                attended_by: self.attended_by,
                with_whom: details.with_whom,
                place: details.place,
                mail_place: details.mail_place,
                interpreter: details.interpreter,
                escort: details.escort,
                bring: details.bring,
                note: details.note,
                offered: details.offered,
                tell: details.tell,
                repeat: None,
            },
            state: self.state,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            sequence: self.sequence,
            series: self.series_id,
            answer: earlier_answers.pop(),
            earlier_answers,
            outcome_note: details.outcome_note,
            details_hidden: false,
        })
    }

    /// Opens as much of it as this user may read; `restricted` is their right to restricted entries of its case.
    pub fn open_to(&self, user: UserId, restricted: bool, key: &Sealer) -> ApiResult<AppointmentRecord> {
        let mut record = self.open(key)?;
        if !self.shows_details_to(user, restricted) {
            record.hide_details();
        }
        Ok(record)
    }

    /// Opens as much of it as the caller may read.
    pub fn open_for(&self, reading: &Reading<'_, Case>, key: &Sealer) -> ApiResult<AppointmentRecord> {
        self.open_to(reading.caller.user, reading.may(Action::RestrictedRead), key)
    }

    /// Who cannot see the details neither changes nor ends it: they do not know what they would wipe. Errors: 403.
    pub fn expect_shown_to(&self, reading: &Reading<'_, Case>) -> ApiResult<()> {
        if self.shows_details_to(reading.caller.user, reading.may(Action::RestrictedRead)) {
            Ok(())
        } else {
            Err(ApiError::Refused(Code::NotAllowed))
        }
    }

    fn shows_details_to(&self, user: UserId, restricted: bool) -> bool {
        let own = self.created_by == user || self.attended_by == Some(user);
        AppointmentRecord::shows_details(&self.code, own, restricted)
    }
}

/// An appointment of this case. Errors: 404.
pub fn find(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<AppointmentRow> {
    let of_case = appointments::table
        .filter(appointments::id.eq(AppointmentId::from_raw(id)))
        .filter(appointments::office_id.eq(reading.caller.office))
        .filter(appointments::case_id.eq(reading.case()));
    each!(&mut *reading.conn, |c| of_case.get_result(c)).optional()?.ok_or_else(ApiError::not_found)
}

/// An appointment of this case, opened as far as the caller may read it. Errors: 404.
pub fn show(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<AppointmentRecord> {
    let key = reading.case_key()?;
    find(reading, id)?.open_for(reading, &key)
}

/// As it was before each change, oldest first, as far as the caller may read it. Errors: 404.
pub fn former(reading: &mut Reading<'_, Case>, id: RawId) -> ApiResult<Vec<Former<AppointmentRecord>>> {
    let row = find(reading, id)?;
    let mut former: Vec<Former<AppointmentRecord>> = versions(reading, RecordKind::Appointment, id)?;
    let (user, trusted) = (reading.caller.user, reading.may(Action::RestrictedRead));
    for was in &mut former {
        let own = row.created_by == user || was.record.draft.attended_by == Some(user);
        // One that was for something restricted then stays so.
        let shown = AppointmentRecord::shows_details(&was.record.draft.code, own, trusted);
        if !(shown && row.shows_details_to(user, trusted)) {
            was.record.hide_details();
        }
    }
    Ok(former)
}
