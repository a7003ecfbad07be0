//! What was answered about appointments, and whether somebody else may have.

use std::collections::HashMap;

use diesel::prelude::*;
use yaninda_shared::{
    appointments::AnswerKind,
    ids::{AppointmentId, CaseId},
    values::LocalTime,
};

use crate::{
    access::{InOffice, Reading},
    appointments::row::AppointmentRow,
    db::schema::appointments,
    problem::ApiResult,
};

/// An answer, and when the appointment begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub starts: LocalTime,
    pub kind: AnswerKind,
    pub unverified: bool,
}

/// Answers by appointment.
#[derive(Debug)]
pub(super) struct Answers(HashMap<AppointmentId, Said>);

impl Answers {
    /// Those about these appointments of the caller's office.
    pub(super) fn load(
        reading: &mut Reading<'_, InOffice>,
        ids: impl Iterator<Item = AppointmentId>,
    ) -> ApiResult<Self> {
        let (office, ids) = (reading.caller.office, ids.collect::<Vec<_>>());
        let rows: Vec<AppointmentRow> = appointments::table
            .filter(appointments::id.eq_any(ids))
            .filter(appointments::office_id.eq(office))
            .load(reading.conn)?;
        let cases: Vec<CaseId> = rows.iter().map(|row| row.case_id).collect();
        let keys = reading.core.keys.cases(reading.conn, office, &cases)?;
        let mut said = HashMap::new();
        for row in &rows {
            // A case without a key was erased.
            let Some(key) = keys.get(&row.case_id) else { continue };
            if let Some(answer) = row.answer(key)? {
                said.insert(row.id, Said { starts: row.local()?, kind: answer.kind, unverified: answer.unverified });
            }
        }
        Ok(Self(said))
    }

    /// That about this one.
    pub(super) fn of(&self, id: AppointmentId) -> Option<Said> {
        self.0.get(&id).copied()
    }
}
