//! Writing an appointment of a case.

use chrono_tz::Tz;
use diesel::prelude::*;
use yaninda_shared::{
    appointments::{AppointmentDraft, AppointmentPlace, AppointmentState},
    ids::AppointmentId,
    record::RecordKind,
    values::{LocalTime, NaiveDate, ValueError, ZoneName},
};

use super::{
    plan::{good, short},
    scribe::{Page, Scribe},
};
use crate::{
    appointments::{
        row::{Details, place},
        when::instant,
    },
    db::schema::appointments,
    problem::ApiResult,
};

/// An appointment of the plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meeting {
    pub code: &'static str,
    pub day: NaiveDate,
    /// Minutes after midnight.
    pub at: u32,
    pub state: AppointmentState,
}

impl Scribe<'_> {
    /// An appointment at the usual place.
    pub(super) fn meeting(&mut self, page: &Page, meeting: &Meeting) -> ApiResult<()> {
        let noted = self.morning(meeting.day);
        let id = AppointmentId::from_raw(self.id(noted));
        let starts = LocalTime::new(meeting.day, meeting.at);
        let starts_at = good(instant(starts, Tz::Europe__Istanbul).map_err(|_| ValueError::NoSuchTime))?;
        let draft = AppointmentDraft {
            code: meeting.code.to_owned(),
            starts,
            zone: ZoneName::default(),
            minutes: 60,
            attended_by: Some(page.author),
            with_whom: None,
            place: Some(short("Meeting room, second floor")?),
            mail_place: Some(AppointmentPlace::Usual),
            interpreter: false,
            escort: false,
            bring: None,
            note: None,
            offered: Vec::new(),
            tell: false,
            repeat: None,
        };
        diesel::insert_into(appointments::table)
            .values((
                (
                    appointments::id.eq(id),
                    appointments::office_id.eq(self.office),
                    appointments::case_id.eq(page.case),
                    appointments::version.eq(1),
                    appointments::created_at.eq(noted),
                    appointments::created_by.eq(page.author),
                    appointments::updated_at.eq(noted),
                    appointments::updated_by.eq(page.author),
                ),
                appointments::code.eq(meeting.code),
                appointments::state.eq(meeting.state),
                appointments::starts.eq(starts.to_string()),
                appointments::zone.eq(ZoneName::DEFAULT),
                appointments::occurred_on.eq(meeting.day),
                appointments::starts_at.eq(starts_at),
                appointments::ends_at.eq(starts_at.plus_seconds(3600)),
                appointments::attended_by.eq(Some(page.author)),
                appointments::sequence.eq(0),
                appointments::sealed.eq(page.key.seal(self.keys.random(), place(id), &Details::from(&draft))?),
            ))
            .execute(self.conn)?;
        self.record(RecordKind::Appointment, id.raw(), page.case, page.author)
    }
}
