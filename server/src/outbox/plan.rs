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
    enqueue::{Wanted, enqueue, enqueue_first, take_back},
    gate::{Standing, judge},
    news::{departure, news, task_instead},
    occasion::{ONCE, is_wanted, stands, useful_until},
    refuse::{ask, expect_trouble, meets_trouble, note_unmade, refuse},
    render::appointment,
    row::MailRow,
    told::{Told, told},
};
use crate::{
    access::Unit,
    appointments::row::AppointmentRow,
    problem::{ApiError, ApiResult},
    tasks,
};

/// What happened to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// Its time, or something else a mail says, was changed.
    Moved,
    Cancelled,
    /// Called off with an earlier one of its series, of which the person is told.
    CancelledToo,
    Missed,
    /// It took place, the person was excused, or they know already that it is off.
    Over,
}

/// What somebody was to do about what an appointment was, when it is another.
pub(super) const ENDED: [TaskKind; 2] = [TaskKind::MailRefused, TaskKind::ReachOtherWay];

/// Seconds that must lie between two mails about one appointment.
const APART: i64 = 3600;

/// Plans the mails about appointments that were booked just now, one or a series. Of the first the person is told, of those
/// of the following weeks when they are near. The case's `standing` is that of now.
pub fn plan_booked(unit: &mut impl Unit, standing: &Standing, booked: &[AppointmentRow]) -> ApiResult<()> {
    let Some((first, following)) = booked.split_first() else { return Ok(()) };
    if let Some(wanted) = announcement(unit, standing, first, MailKind::Confirmation, None)? {
        enqueue_first(unit, &wanted)?;
    }
    following.iter().try_for_each(|appointment| repeat(unit, standing, appointment))
}

/// Plans the mails about an appointment to which something happened; it already stands in the database as it is now. Without
/// `tell` nothing is queued, and if the person may come for nothing, somebody must reach them another way.
pub fn plan(unit: &mut impl Unit, appointment: &AppointmentRow, happened: Happened, tell: bool) -> ApiResult<()> {
    let key = unit.key_of(appointment.case_id)?;
    // First, so that none is claimed between the two: what cannot be taken back may have been told.
    take_back(unit, appointment.case_id, appointment.id.raw(), Refusal::Superseded)?;
    let told = told(unit.conn(), &key, appointment, None)?;
    tasks::raise::settle(unit, appointment.id.raw(), &ENDED)?;
    let over = appointment.starts_at <= unit.now();
    match news(happened, told.as_ref(), appointment.sequence, over) {
        None => Ok(()),
        Some(kind) if tell => {
            let standing = standing(unit, appointment)?;
            if kind == MailKind::Reminder {
                return repeat(unit, &standing, appointment);
            }
            let Some(wanted) = announcement(unit, &standing, appointment, kind, told.as_ref())? else { return Ok(()) };
            let queued = enqueue(unit, std::slice::from_ref(&wanted))?.into_iter().next().flatten();
            let late = queued.filter(|_| meets_trouble(&unit.core().mail, kind, wanted.leaves_at, unit.now()));
            late.map_or(Ok(()), |mail| expect_trouble(unit, appointment, kind, told.as_ref(), mail))
        }
        Some(kind) => match task_instead(kind, told.as_ref(), appointment.sequence) {
            Some(task) => ask(unit, appointment, task, None),
            None => Ok(()),
        },
    }
}

/// How the person of an appointment stands to mail.
pub(super) fn standing(unit: &mut impl Unit, appointment: &AppointmentRow) -> ApiResult<Standing> {
    let (core, office, now) = (unit.core().clone(), unit.office(), unit.now());
    judge(unit.conn(), &core, office, appointment.case_id, now)
}

/// A mail that is to leave at once; none if something forbids it, which is said then. The reminders follow it.
fn announcement(
    unit: &mut impl Unit,
    standing: &Standing,
    appointment: &AppointmentRow,
    kind: MailKind,
    told: Option<&Told>,
) -> ApiResult<Option<Wanted>> {
    let now = unit.now();
    let (leaves_at, useful_until) = match departure(standing, kind, appointment.starts_at, told, now) {
        Ok(times) => times,
        Err(why) => {
            note_unmade(unit, RecordKind::Appointment, appointment.case_id, appointment.id.raw());
            return refuse(unit, appointment, kind, told, why).map(|()| None);
        }
    };
    Ok(Some(Wanted { leaves_at, useful_until, ..about(appointment, kind, ONCE.to_owned(), now) }))
}

/// A mail about an appointment as it stands, wanted at `due_at`. When it leaves and how long it helps is for the caller to say.
pub(super) fn about(appointment: &AppointmentRow, kind: MailKind, occasion: String, due_at: Stamp) -> Wanted {
    Wanted {
        case: appointment.case_id,
        subject: appointment.id.raw(),
        kind,
        occasion,
        sequence: appointment.sequence,
        due_at,
        leaves_at: due_at,
        useful_until: due_at,
        because_of: appointment.updated_by,
    }
}

/// Queues the reminders of one of the following weeks. The mail about the first says what forbids them, if something does.
pub(super) fn repeat(unit: &mut impl Unit, standing: &Standing, appointment: &AppointmentRow) -> ApiResult<()> {
    if standing.refused.is_some() || appointment.starts_at <= unit.now() {
        return Ok(());
    }
    let now = unit.now();
    remind(unit, standing, appointment, now)
}

/// Queues the reminders after a mail that was to say when the appointment is, now that it is known what came of it. One row is
/// enough while it waits: what follows depends on when it leaves. Whatever came of it they are judged when they are due. `left`
/// says that it may have arrived. What cannot be read of the case stops the reminders, never what came of the mail.
pub(super) fn remind_after(unit: &mut impl Unit, mail: &MailRow, left: bool) -> ApiResult<()> {
    match follow(unit, mail, left) {
        Err(error @ (ApiError::Query(_) | ApiError::Db(_))) => Err(error),
        Err(error) => {
            tracing::error!(mail = %mail.id, %error, "reminders could not be planned");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

fn follow(unit: &mut impl Unit, mail: &MailRow, left: bool) -> ApiResult<()> {
    let now = unit.now();
    // What a backup brought back, nobody knows to be right.
    if !mail.kind.is_followed() || mail.reason == Some(Refusal::Restored) {
        return Ok(());
    }
    let ahead = |found: &AppointmentRow| stands(mail.kind, mail.sequence, found) && now < found.starts_at;
    let Some(appointment) = appointment(unit.conn(), mail)?.filter(ahead) else { return Ok(()) };
    let key = unit.key_of(appointment.case_id)?;
    if !is_wanted(mail.kind, &appointment.details(&key)?) {
        return Ok(());
    }
    let standing = standing(unit, &appointment)?;
    // One that did not leave says nothing that a reminder would repeat.
    remind(unit, &standing, &appointment, if left { now } else { now.plus_seconds(-APART) })
}

/// Queues the reminders the person wishes for, as far as they still say something new after a mail of then.
fn remind(unit: &mut impl Unit, standing: &Standing, appointment: &AppointmentRow, after: Stamp) -> ApiResult<()> {
    let now = unit.now();
    let reminder = |(hours, due_at, leaves_at)| {
        let end = useful_until(MailKind::Reminder, appointment, None, due_at);
        Wanted {
            leaves_at,
            useful_until: standing.windows.useful_until(end),
            ..about(appointment, MailKind::Reminder, format!("{hours}h"), due_at)
        }
    };
    let planned = reminders(standing, appointment.starts_at, now, after);
    enqueue(unit, &planned.into_iter().map(reminder).collect::<Vec<_>>()).map(drop)
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
