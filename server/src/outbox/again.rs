//! One more mail about an appointment: a new occasion to write, so that it does not fold into the one before.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::MailId,
    mail::{MailKind, Refusal},
    record::RecordKind,
};

use super::{
    enqueue::{Wanted, drop_at_once, enqueue},
    occasion::{is_wanted, stands, useful_until},
    plan::{about, standing},
    refuse::refuse,
    told::told,
};
use crate::{
    access::Unit,
    appointments::row::AppointmentRow,
    audit::AuditDraft,
    db::schema::mails,
    problem::{ApiError, ApiResult},
};

/// The mail that was made, and why it is not sent, if so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    pub mail: MailId,
    pub refused: Option<Refusal>,
}

/// Makes a mail of this kind once more; reminders that were left out follow it. What may not be sent is kept as dropped, with
/// its reason.
pub(super) fn again(
    unit: &mut impl Unit,
    appointment: &AppointmentRow,
    kind: MailKind,
    hours: Option<u16>,
) -> ApiResult<Sent> {
    let (office, now) = (unit.office(), unit.now());
    let key = unit.key_of(appointment.case_id)?;
    let told = told(unit.conn(), &key, appointment, None)?;
    let standing = standing(unit, appointment)?;
    let useful_until = standing.windows.useful_until(useful_until(kind, appointment, told.as_ref(), now));
    let leaves_at = standing.windows.first(now, useful_until);
    let is_right = stands(kind, appointment.sequence, appointment) && is_wanted(kind, &appointment.details(&key)?);
    let refused = match (is_right, standing.refused, leaves_at) {
        (false, _, _) => Some(Refusal::Superseded),
        (true, Some(why), _) => Some(why),
        (true, None, None) => Some(Refusal::TooLate),
        (true, None, Some(_)) => None,
    };
    let before: i64 = mails::table
        .filter(mails::office_id.eq(office))
        .filter(mails::case_id.eq(appointment.case_id))
        .filter(mails::subject_id.eq(appointment.id.raw()))
        .count()
        .get_result(unit.conn())?;
    let hours = hours.map(|hours| format!("{hours}h-")).unwrap_or_default();
    let wanted = Wanted {
        leaves_at: leaves_at.unwrap_or(now),
        useful_until,
        ..about(appointment, kind, format!("{hours}again-{before}"), now)
    };
    let mail = match refused {
        None => enqueue(unit, &[wanted])?.into_iter().next().flatten(),
        Some(why) => {
            if why != Refusal::Superseded {
                refuse(unit, appointment, kind, told.as_ref(), Some(why))?;
            }
            drop_at_once(unit, wanted, why)?
        }
    };
    let mail = mail.ok_or_else(|| ApiError::internal("a mail was sent before it was made"))?;
    unit.audit(AuditDraft::one(AuditAction::Created, RecordKind::Mail, Some(appointment.case_id), mail.raw()));
    Ok(Sent { mail, refused })
}
