//! One more mail about an appointment: a new occasion to write, so that it does not fold into the one before.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::MailId,
    mail::{MailKind, Refusal},
    record::RecordKind,
    values::Stamp,
};

use super::{
    enqueue::{Wanted, drop_at_once, enqueue},
    news::departure,
    occasion::{is_wanted, stands},
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

/// The mail that was made, and when it leaves or why it does not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sent {
    pub mail: MailId,
    /// When it leaves.
    pub leaves: Result<Stamp, Refusal>,
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
    let is_right = stands(kind, appointment.sequence, appointment) && is_wanted(kind, &appointment.details(&key)?);
    let leaves = if is_right {
        departure(&standing, kind, appointment.starts_at, told.as_ref(), now)
    } else {
        Err(Refusal::Superseded)
    };
    let before: i64 = mails::table
        .filter(mails::office_id.eq(office))
        .filter(mails::case_id.eq(appointment.case_id))
        .filter(mails::subject_id.eq(appointment.id.raw()))
        .count()
        .get_result(unit.conn())?;
    let hours = hours.map(|hours| format!("{hours}h-")).unwrap_or_default();
    let wanted = about(appointment, kind, format!("{hours}again-{before}"), now);
    let mail = match leaves {
        Ok((leaves_at, useful_until)) => {
            let wanted = Wanted { leaves_at, useful_until, ..wanted };
            enqueue(unit, &[wanted])?.into_iter().next().flatten()
        }
        Err(why) => {
            if why != Refusal::Superseded {
                refuse(unit, appointment, kind, told.as_ref(), why)?;
            }
            drop_at_once(unit, wanted, why)?
        }
    };
    let mail = mail.ok_or_else(|| ApiError::internal("a mail was sent before it was made"))?;
    unit.audit(AuditDraft::one(AuditAction::Created, RecordKind::Mail, Some(appointment.case_id), mail.raw()));
    Ok(Sent { mail, leaves: leaves.map(|(leaves_at, _)| leaves_at) })
}
