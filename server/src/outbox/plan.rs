//! What is to be told when something happens to an appointment, in the unit of work in which it happens.
//!
//! The gate is asked first. What it refuses is not queued: the worker gets a task instead, an urgent one if the person may
//! come for nothing. What was queued before and is not true any more is taken back, and the tasks about it end.

use yaninda_shared::{
    ids::MailId,
    mail::{MailKind, Refusal},
    record::RecordKind,
    tasks::TaskKind,
    values::Stamp,
};

use super::{
    enqueue::{Wanted, enqueue, take_back},
    gate::{Standing, judge},
    news::{departure, news},
    occasion::{ONCE, must_be_told, useful_until},
    refuse::{note_unmade, refuse},
    told::{Told, told},
};
use crate::{access::Unit, appointments::row::AppointmentRow, problem::ApiResult, tasks};

/// What happened to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Its time, or something else a mail says, was changed.
    Moved,
    Cancelled,
    /// Called off with an earlier one of its series, of which the person is told.
    CancelledToo,
    Missed,
    /// It took place, or the person was excused.
    Over,
}

/// Seconds that must lie between two mails about one appointment.
const APART: i64 = 3600;

/// Plans the mails about appointments that were booked just now, one or a series. Of the first the person is told, of those
/// of the following weeks when they are near. The case's `standing` is that of now.
pub fn plan_booked(unit: &mut impl Unit, standing: &Standing, booked: &[AppointmentRow]) -> ApiResult<()> {
    let Some((first, following)) = booked.split_first() else { return Ok(()) };
    announce(unit, standing, first, MailKind::Confirmation, None)?;
    following.iter().try_for_each(|appointment| repeat(unit, standing, appointment))
}

/// Plans the mails about an appointment to which something happened; it already stands in the database as it is now. Without
/// `tell` nothing is queued, and if the person was told of the former time, somebody must reach them another way.
pub fn plan(unit: &mut impl Unit, appointment: &AppointmentRow, happened: Happened, tell: bool) -> ApiResult<()> {
    let key = unit.key_of(appointment.case_id)?;
    // First, so that none is claimed between the two: what cannot be taken back may have been told.
    take_back(unit, appointment.id.raw(), Refusal::Superseded)?;
    let told = told(unit.conn(), &key, appointment, None)?;
    tasks::raise::settle(unit, appointment.id.raw(), &[TaskKind::MailRefused, TaskKind::ReachOtherWay])?;
    let over = appointment.starts_at <= unit.now();
    match news(happened, told.as_ref(), appointment.sequence, over) {
        None => Ok(()),
        Some(kind) if tell => {
            let standing = standing(unit, appointment)?;
            if kind == MailKind::Reminder {
                repeat(unit, &standing, appointment)
            } else {
                announce(unit, &standing, appointment, kind, told.as_ref())
            }
        }
        Some(kind) if must_be_told(kind) && told.is_some() => refuse(unit, appointment, kind, told.as_ref(), None),
        Some(_) => Ok(()),
    }
}

/// How the person of an appointment stands to mail.
pub(super) fn standing(unit: &mut impl Unit, appointment: &AppointmentRow) -> ApiResult<Standing> {
    let (core, office, now) = (unit.core().clone(), unit.office(), unit.now());
    judge(unit.conn(), &core, office, appointment.case_id, now)
}

/// Queues a mail that is to leave at once and the reminders after it, or says why not.
fn announce(
    unit: &mut impl Unit,
    standing: &Standing,
    appointment: &AppointmentRow,
    kind: MailKind,
    told: Option<&Told>,
) -> ApiResult<()> {
    let now = unit.now();
    let (leaves_at, useful_until) = match departure(standing, kind, appointment.starts_at, told, now) {
        Ok(times) => times,
        Err(why) => {
            note_unmade(unit, RecordKind::Appointment, appointment.case_id, appointment.id.raw());
            return refuse(unit, appointment, kind, told, Some(why));
        }
    };
    let wanted = Wanted {
        case: appointment.case_id,
        subject: appointment.id.raw(),
        kind,
        occasion: ONCE.to_owned(),
        sequence: appointment.sequence,
        due_at: now,
        leaves_at,
        useful_until,
        because_of: appointment.updated_by,
    };
    enqueue_with_reminders(unit, appointment, standing, wanted).map(drop)
}

/// Queues the reminders of one of the following weeks. That of the first says what forbids it, if something does.
pub(super) fn repeat(unit: &mut impl Unit, standing: &Standing, appointment: &AppointmentRow) -> ApiResult<()> {
    let now = unit.now();
    if standing.refused.is_some() || appointment.starts_at <= now {
        return Ok(());
    }
    let booked = Wanted {
        case: appointment.case_id,
        subject: appointment.id.raw(),
        kind: MailKind::Confirmation,
        occasion: ONCE.to_owned(),
        sequence: appointment.sequence,
        due_at: now,
        leaves_at: now,
        useful_until: now,
        because_of: appointment.updated_by,
    };
    let wanted = reminders_after(unit, appointment, standing, &booked);
    enqueue(unit, &wanted).map(drop)
}

/// Queues a mail, and after one that says when it is the reminders. Answers its id unless it has left already.
pub(super) fn enqueue_with_reminders(
    unit: &mut impl Unit,
    appointment: &AppointmentRow,
    standing: &Standing,
    first: Wanted,
) -> ApiResult<Option<MailId>> {
    let mut all = match first.kind {
        MailKind::Confirmation | MailKind::Change => reminders_after(unit, appointment, standing, &first),
        MailKind::Cancellation | MailKind::Missed | MailKind::Reminder | MailKind::AddressCode => Vec::new(),
    };
    all.insert(0, first);
    Ok(enqueue(unit, &all)?.into_iter().next().flatten())
}

/// The reminders the person wishes for, as far as they still say something new after the mail that leaves first.
fn reminders_after(unit: &impl Unit, appointment: &AppointmentRow, standing: &Standing, first: &Wanted) -> Vec<Wanted> {
    let planned = reminders(standing, appointment.starts_at, unit.now(), first.leaves_at);
    let reminder = |(hours, wanted, leaves_at)| {
        let end = useful_until(MailKind::Reminder, appointment, None, wanted);
        Wanted {
            kind: MailKind::Reminder,
            occasion: format!("{hours}h"),
            due_at: wanted,
            leaves_at,
            useful_until: standing.windows.useful_until(end),
            ..first.clone()
        }
    };
    planned.into_iter().map(reminder).collect()
}

/// Hours before the appointment, when each reminder is wanted and when it leaves; those that would follow another mail
/// closely are left out.
#[must_use]
pub(super) fn reminders(
    standing: &Standing,
    starts_at: Stamp,
    now: Stamp,
    first_leaves: Stamp,
) -> Vec<(u16, Stamp, Stamp)> {
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
