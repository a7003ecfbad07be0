//! What is to be told when something happens to an appointment, in the unit of work in which it happens.
//!
//! The gate is asked first. What it refuses is not queued: the worker gets a task instead, an urgent one if the person may
//! come for nothing. What was queued before and is not true any more is taken back, and the tasks about it end.

use yaninda_shared::{
    mail::{MailKind, Refusal},
    record::RecordKind,
    tasks::TaskKind,
    values::Stamp,
};

use super::{
    enqueue::{Wanted, enqueue, take_back},
    gate::{Standing, judge},
    occasion::{ONCE, useful_until},
    refuse::{note_unmade, refuse},
    told::{Told, told},
};
use crate::{access::Unit, appointments::row::AppointmentRow, problem::ApiResult, tasks};

/// What happened to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    Booked,
    /// One of the following weeks was booked with the first: it is told of when it is near.
    Repeated,
    /// Its time, or something else a mail says, was changed.
    Moved,
    Cancelled,
    Missed,
    /// It took place, or the person was excused.
    Over,
}

/// Seconds that must lie between two mails about one appointment.
const APART: i64 = 3600;

/// Plans the mails about an appointment, which already stands in the database as it is now. Without `tell` nothing is
/// queued, and if the person was told of the former time, somebody must reach them another way.
pub fn plan(unit: &mut impl Unit, appointment: &AppointmentRow, happened: Happened, tell: bool) -> ApiResult<()> {
    let key = unit.key_of(appointment.case_id)?;
    let told = told(unit.conn(), &key, appointment, None)?;
    let unheard = take_back(unit, appointment.id.raw(), Refusal::Superseded)?;
    if !matches!(happened, Happened::Booked | Happened::Repeated) {
        tasks::raise::settle(unit, appointment.id.raw(), &[TaskKind::MailRefused, TaskKind::ReachOtherWay])?;
    }
    if happened == Happened::Repeated {
        return if tell { repeat(unit, appointment) } else { Ok(()) };
    }
    let over = appointment.starts_at <= unit.now();
    let kind = match happened {
        Happened::Over | Happened::Repeated => return Ok(()),
        Happened::Missed => MailKind::Missed,
        // What is past already needs no telling.
        _ if over => return Ok(()),
        Happened::Booked => MailKind::Confirmation,
        // Who was told of it as it stands already is only reminded.
        Happened::Moved if told.is_some_and(|told| told.sequence == appointment.sequence) => {
            return if tell { repeat(unit, appointment) } else { Ok(()) };
        }
        // Who never heard of the former time is told of the new one as if it were the first.
        Happened::Moved => {
            if told.is_some() {
                MailKind::Change
            } else {
                MailKind::Confirmation
            }
        }
        // Who never heard of it, because the mail was still waiting, need not hear that it is off.
        Happened::Cancelled if told.is_none() && unheard > 0 => return Ok(()),
        Happened::Cancelled => MailKind::Cancellation,
    };
    if tell {
        return announce(unit, appointment, kind, ONCE, told.as_ref());
    }
    match happened {
        Happened::Moved | Happened::Cancelled if told.is_some() => refuse(unit, appointment, kind, told.as_ref(), None),
        _ => Ok(()),
    }
}

/// Queues a mail that is to leave at once and the reminders after it, or says why not.
pub(super) fn announce(
    unit: &mut impl Unit,
    appointment: &AppointmentRow,
    kind: MailKind,
    occasion: &str,
    told: Option<&Told>,
) -> ApiResult<()> {
    let (core, office, now) = (unit.core().clone(), unit.office(), unit.now());
    let standing = judge(unit.conn(), &core, office, appointment.case_id, now)?;
    let useful_until = standing.windows.useful_until(useful_until(kind, appointment, told, now));
    let leaves_at = match (standing.refused, standing.windows.first(now, useful_until)) {
        (None, Some(leaves_at)) => leaves_at,
        (why, _) => {
            note_unmade(unit, RecordKind::Appointment, appointment.case_id, appointment.id.raw());
            return refuse(unit, appointment, kind, told, why.or(Some(Refusal::TooLate)));
        }
    };
    let wanted = Wanted {
        case: appointment.case_id,
        subject: appointment.id.raw(),
        kind,
        occasion,
        sequence: appointment.sequence,
        due_at: now,
        leaves_at,
        useful_until,
        because_of: appointment.updated_by,
    };
    enqueue(unit, &wanted)?;
    match kind {
        MailKind::Confirmation | MailKind::Change => remind(unit, appointment, &standing, &wanted),
        MailKind::Cancellation | MailKind::Missed | MailKind::Reminder | MailKind::AddressCode => Ok(()),
    }
}

/// Queues the reminders of one of the following weeks. That of the first says what forbids it, if something does.
pub(super) fn repeat(unit: &mut impl Unit, appointment: &AppointmentRow) -> ApiResult<()> {
    let (core, office, now) = (unit.core().clone(), unit.office(), unit.now());
    let standing = judge(unit.conn(), &core, office, appointment.case_id, now)?;
    if standing.refused.is_some() || appointment.starts_at <= now {
        return Ok(());
    }
    let booked = Wanted {
        case: appointment.case_id,
        subject: appointment.id.raw(),
        kind: MailKind::Confirmation,
        occasion: ONCE,
        sequence: appointment.sequence,
        due_at: now,
        leaves_at: now,
        useful_until: now,
        because_of: appointment.updated_by,
    };
    remind(unit, appointment, &standing, &booked)
}

/// Queues the reminders the person wishes for, as far as they still say something new after the mail that leaves first.
pub(super) fn remind(
    unit: &mut impl Unit,
    appointment: &AppointmentRow,
    standing: &Standing,
    first: &Wanted<'_>,
) -> ApiResult<()> {
    for (hours, wanted, leaves_at) in reminders(standing, appointment.starts_at, unit.now(), first.leaves_at) {
        let end = useful_until(MailKind::Reminder, appointment, None, wanted);
        let reminder = Wanted {
            kind: MailKind::Reminder,
            occasion: &format!("{hours}h"),
            due_at: wanted,
            leaves_at,
            useful_until: standing.windows.useful_until(end),
            ..*first
        };
        enqueue(unit, &reminder)?;
    }
    Ok(())
}

/// Hours before the appointment, when each reminder is wanted and when it leaves; those that would follow another mail
/// closely are left out.
#[must_use]
pub fn reminders(standing: &Standing, starts_at: Stamp, now: Stamp, first_leaves: Stamp) -> Vec<(u16, Stamp, Stamp)> {
    let mut hours = standing.rules.reminders.clone();
    hours.sort_unstable_by(|one, other| other.cmp(one));
    hours.dedup();
    let mut last = first_leaves;
    let mut planned = Vec::new();
    for hours in hours {
        let wanted = starts_at.plus_seconds(-i64::from(hours) * 3600);
        if wanted < first_leaves.plus_seconds(APART) {
            continue;
        }
        let Some(leaves) = standing.windows.reminder(wanted, now, starts_at) else { continue };
        if leaves >= last.plus_seconds(APART) {
            planned.push((hours, wanted, leaves));
            last = leaves;
        }
    }
    planned
}
