//! What a person was last told about an appointment by mail.

use diesel::prelude::*;
use yaninda_shared::{
    appointments::AppointmentRecord,
    ids::MailId,
    mail::{MailKind, MailState},
    record::{Former, RecordKind},
    values::{LocalTime, Stamp},
};

use crate::{
    appointments::row::AppointmentRow,
    db::{AnyConnection, schema::mails},
    history,
    problem::ApiResult,
    seal::Sealer,
};

/// The time that stands in the last mail which may have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub sequence: i32,
    pub starts: LocalTime,
    pub starts_at: Stamp,
}

/// What was last told; nothing if no mail can have arrived, or the last one said that it is off. A mail whose handing over
/// was begun may have arrived, whatever we heard of it, unless it came back.
/// `but` is the mail on whose behalf this is asked, if there is one.
pub(super) fn told(
    conn: &mut AnyConnection,
    key: &Sealer,
    appointment: &AppointmentRow,
    but: Option<MailId>,
) -> ApiResult<Option<Told>> {
    let rows: Vec<(MailId, MailKind, i32)> = mails::table
        .filter(mails::office_id.eq(appointment.office_id))
        .filter(mails::case_id.eq(appointment.case_id))
        .filter(mails::subject_id.eq(appointment.id.raw()))
        .filter(mails::attempts.gt(0))
        .filter(mails::state.ne(MailState::Failed))
        .filter(mails::kind.ne(MailKind::Missed))
        .order((mails::sequence.desc(), mails::id.desc()))
        .limit(2)
        .select((mails::id, mails::kind, mails::sequence))
        .load(conn)?;
    let last = rows.into_iter().find(|(id, _, _)| Some(*id) != but);
    let sequence = match last {
        None | Some((_, MailKind::Cancellation, _)) => return Ok(None),
        Some((_, _, sequence)) => sequence,
    };
    let present = Told { sequence, starts: appointment.local()?, starts_at: appointment.starts_at };
    if sequence == appointment.sequence {
        return Ok(Some(present));
    }
    let formers: Vec<Former<AppointmentRecord>> =
        history::formers(conn, key, appointment.office_id, RecordKind::Appointment, appointment.id.raw())?;
    let was = formers.into_iter().rev().map(|former| former.record).find(|record| record.sequence == sequence);
    Ok(Some(was.map_or(present, |was| Told { sequence, starts: was.draft.starts, starts_at: was.starts_at })))
}
