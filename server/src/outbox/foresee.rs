//! What saving an appointment would tell the person, before it is saved; and what ending it would.

use diesel::{dsl, prelude::*};
use yaninda_shared::{
    appointments::{AppointmentDraft, AppointmentState, Ending, EndingCheck},
    mail::{MailKind, MailState, Refusal},
    values::Stamp,
};

use super::{
    gate::Standing,
    news::{departure, news, task, task_instead},
    occasion::ONCE,
    plan::{Happened, reminders},
    queue::Queue,
    refuse::meets_trouble,
    told::{Told, told},
};
use crate::{
    appointments::row::AppointmentRow,
    db::{AnyConnection, schema::mails},
    mail::What,
    problem::ApiResult,
    seal::Sealer,
};

/// A mail that saving calls for.
#[derive(Clone, Debug)]
pub struct Foreseen {
    pub what: What,
    /// When it leaves; of reminders alone when the first one does. Errors: why it may not.
    pub leaves_at: Result<Stamp, Refusal>,
    /// When the reminders leave.
    pub reminders_at: Vec<Stamp>,
}

/// What [`plan_booked`](super::plan_booked) and [`plan`](super::plan()) would send of this draft, which begins at
/// `starts_at`. `was` is the appointment as it stands, if it is booked already. Nothing if there is nothing new to tell.
pub fn foresee(
    conn: &mut AnyConnection,
    key: &Sealer,
    standing: &Standing,
    was: Option<&AppointmentRow>,
    draft: &AppointmentDraft,
    starts_at: Stamp,
    now: Stamp,
) -> ApiResult<Option<Foreseen>> {
    let (kind, told) = match was {
        _ if !draft.tell => return Ok(None),
        None => (Some(MailKind::Confirmation), None),
        Some(was) => changed(conn, key, was, draft, starts_at <= now)?,
    };
    Ok(kind.and_then(|kind| mail(standing, kind, told.as_ref(), draft, starts_at, now)))
}

/// What a change calls for, and what the person heard last.
fn changed(
    conn: &mut AnyConnection,
    key: &Sealer,
    was: &AppointmentRow,
    draft: &AppointmentDraft,
    over: bool,
) -> ApiResult<(Option<MailKind>, Option<Told>)> {
    let former = was.open(key)?.draft;
    let otherwise = draft.reads_otherwise(&former);
    if was.state != AppointmentState::Planned || (former.tell && !otherwise) {
        return Ok((None, None));
    }
    let told = told(conn, key, was, None)?;
    let kind = news(Happened::Moved, told.as_ref(), was.sequence + i32::from(otherwise), over);
    Ok((kind, told))
}

fn mail(
    standing: &Standing,
    kind: MailKind,
    told: Option<&Told>,
    draft: &AppointmentDraft,
    starts_at: Stamp,
    now: Stamp,
) -> Option<Foreseen> {
    let planned = |after| reminders(standing, starts_at, now, after);
    if kind == MailKind::Reminder {
        let all = planned(now);
        let (hours_before, _, first) = *all.first()?;
        return Some(Foreseen {
            what: What::Reminder { hours_before },
            leaves_at: standing.refused.map_or(Ok(first), Err),
            reminders_at: all.into_iter().map(|(_, _, leaves)| leaves).collect(),
        });
    }
    let leaves_at = departure(standing, kind, starts_at, told, now).map(|(leaves, _)| leaves);
    let former = told.map(|told| told.starts).filter(|former| *former != draft.starts);
    Some(Foreseen {
        what: if kind == MailKind::Change { What::Change { former } } else { What::Confirmation },
        leaves_at,
        reminders_at: planned(leaves_at.unwrap_or(now)).into_iter().map(|(_, _, leaves)| leaves).collect(),
    })
}

/// What [`plan`](super::plan()) would do if an appointment ended so now; nothing of one that cannot.
pub fn foresee_ending(
    conn: &mut AnyConnection,
    key: &Sealer,
    standing: &Standing,
    queue: &Queue,
    was: &AppointmentRow,
    ending: Ending,
    now: Stamp,
) -> ApiResult<EndingCheck> {
    let begun = was.starts_at <= now;
    let (happened, sequence) = match (ending, was.state) {
        (Ending::Cancelled, AppointmentState::Planned) => (Happened::Cancelled, was.sequence + 1),
        (Ending::Missed, state) if begun && state != AppointmentState::Cancelled => (Happened::Missed, was.sequence),
        (Ending::Cancelled | Ending::Missed, _) => return Ok(EndingCheck::default()),
    };
    let told = told(conn, key, was, None)?;
    let Some(kind) = news(happened, told.as_ref(), sequence, begun) else { return Ok(EndingCheck::default()) };
    let leaves = departure(standing, kind, was.starts_at, told.as_ref(), now).map(|(leaves_at, _)| leaves_at);
    if leaves.is_ok() && has_left(conn, was, kind, sequence)? {
        return Ok(EndingCheck::default());
    }
    let in_time = |at: Stamp| if meets_trouble(queue, kind, at, now) { Err(Refusal::HeldUp) } else { Ok(at) };
    let leaves = leaves.and_then(in_time);
    Ok(EndingCheck {
        tells: Some(kind),
        leaves_at: leaves.ok(),
        refused: leaves.err(),
        task: leaves.err().map(|_| task(kind, told.as_ref(), sequence)),
        task_instead: task_instead(kind, told.as_ref(), sequence),
    })
}

/// Whether the person was told of the same already: what was put right and put back again is not told twice.
fn has_left(conn: &mut AnyConnection, of: &AppointmentRow, kind: MailKind, sequence: i32) -> ApiResult<bool> {
    let same = mails::table
        .filter(mails::office_id.eq(of.office_id))
        .filter(mails::case_id.eq(of.case_id))
        .filter(mails::subject_id.eq(of.id.raw()))
        .filter(mails::sequence.eq(sequence))
        .filter(mails::kind.eq(kind))
        .filter(mails::occasion.eq(ONCE))
        .filter(mails::state.eq_any([MailState::Sending, MailState::Sent]));
    Ok(diesel::select(dsl::exists(same)).get_result(conn)?)
}
