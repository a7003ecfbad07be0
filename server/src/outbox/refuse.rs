//! What a worker is asked to do where a mail is not sent.

use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, ContactId, MailId, RawId, UserId},
    mail::{MailKind, Refusal},
    record::RecordKind,
    tasks::{Asked, TaskKind},
    values::Stamp,
};

use super::{enqueue::note_held_up, news::task, occasion::must_be_told, queue::Queue, told::Told};
use crate::{
    access::Unit,
    appointments::row::AppointmentRow,
    audit::AuditDraft,
    problem::ApiResult,
    tasks::raise::{Errand, raise},
};

/// A mail about an appointment is not sent for this reason: somebody is asked for what [`task`] says.
pub(super) fn refuse(
    unit: &mut impl Unit,
    appointment: &AppointmentRow,
    kind: MailKind,
    told: Option<&Told>,
    why: Refusal,
) -> ApiResult<()> {
    ask(unit, appointment, task(kind, told, appointment.sequence), Some(why))
}

/// A mail was queued that does not leave, because the mail server gives trouble: whoever may come for nothing is reached another
/// way without waiting for it. The task ends when it leaves.
pub(super) fn expect_trouble(
    unit: &mut impl Unit,
    appointment: &AppointmentRow,
    kind: MailKind,
    told: Option<&Told>,
    mail: MailId,
) -> ApiResult<()> {
    note_held_up(unit, mail)?;
    refuse(unit, appointment, kind, told, Refusal::HeldUp)
}

/// Whether a mail of this kind that is to leave now meets trouble of which somebody has to hear at once.
pub(super) fn meets_trouble(queue: &Queue, kind: MailKind, leaves_at: Stamp, now: Stamp) -> bool {
    must_be_told(kind) && leaves_at <= now && queue.is_in_trouble()
}

/// Somebody is to do this about an appointment.
pub(super) fn ask(
    unit: &mut impl Unit,
    appointment: &AppointmentRow,
    task: Asked,
    why: Option<Refusal>,
) -> ApiResult<()> {
    let errand = Errand {
        case: appointment.case_id,
        kind: task.kind,
        urgent: task.urgent,
        on_kind: RecordKind::Appointment,
        on: appointment.id.raw(),
        due_on: unit.today(),
        reason: why,
        because_of: appointment.updated_by,
    };
    raise(unit, errand)
}

/// A mail to show whose address it is is not sent.
pub(super) fn refuse_code(
    unit: &mut impl Unit,
    case: CaseId,
    contact: ContactId,
    why: Refusal,
    because_of: UserId,
) -> ApiResult<()> {
    let errand = Errand {
        case,
        kind: TaskKind::MailRefused,
        urgent: false,
        on_kind: RecordKind::Contact,
        on: contact.raw(),
        due_on: unit.today(),
        reason: Some(why),
        because_of,
    };
    raise(unit, errand)
}

/// Records that no mail was made for this.
pub(super) fn note_unmade(unit: &mut impl Unit, kind: RecordKind, case: CaseId, id: RawId) {
    unit.audit(AuditDraft::one(AuditAction::MailRefused, kind, Some(case), id));
}
