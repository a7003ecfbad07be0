//! What there is to tell the person when something happens to an appointment, and when that can leave. Asked when it happens
//! ([`plan`](super::plan())) and before, while a worker thinks about it ([`foresee`](super::foresee())).

use yaninda_shared::{
    mail::{MailKind, Refusal},
    tasks::{Asked, TaskKind},
    values::Stamp,
};

use super::{
    gate::Standing,
    occasion::{must_be_told, useful_until_of},
    plan::Happened,
    told::Told,
};

/// The mail that is called for: a reminder alone where the person was told of the appointment as it stands, nothing where
/// they need not hear of it. `sequence` is that of the appointment since it happened, `over` whether it has begun.
pub(super) fn news(happened: Happened, told: Option<&Told>, sequence: i32, over: bool) -> Option<MailKind> {
    match (happened, told) {
        (Happened::Over, _) => None,
        (Happened::Missed, _) => Some(MailKind::Missed),
        // What is past already needs no telling.
        (Happened::Moved | Happened::Cancelled | Happened::CancelledToo, _) if over => None,
        (Happened::Moved, Some(told)) if told.sequence == sequence => Some(MailKind::Reminder),
        (Happened::Moved, Some(_)) => Some(MailKind::Change),
        // Who never heard of the former time is told of the new one as if it were the first.
        (Happened::Moved, None) => Some(MailKind::Confirmation),
        // Who was not written to about this one may know of it all the same. Of a series they are told once.
        (Happened::CancelledToo, None) => None,
        (Happened::Cancelled | Happened::CancelledToo, _) => Some(MailKind::Cancellation),
    }
}

/// What somebody is asked to do where that mail is not sent. If the person may come for nothing, because they know of it as it
/// was before `sequence`, they must be reached another way now; otherwise it is for the worker to mend what forbids it.
pub(super) fn task(kind: MailKind, told: Option<&Told>, sequence: i32) -> Asked {
    let urgent = must_be_told(kind) && told.is_none_or(|told| told.sequence < sequence);
    Asked { kind: if urgent { TaskKind::ReachOtherWay } else { TaskKind::MailRefused }, urgent }
}

/// What somebody is asked to do where no mail is wanted at all. Who was not written to may know of it by word.
pub(super) fn task_instead(kind: MailKind, told: Option<&Told>, sequence: i32) -> Option<Asked> {
    match (kind, told) {
        (MailKind::Change | MailKind::Cancellation, Some(_)) => Some(task(kind, told, sequence)),
        (MailKind::Cancellation, None) => Some(Asked { kind: TaskKind::ReachOtherWay, urgent: false }),
        (
            MailKind::Change | MailKind::Confirmation | MailKind::Reminder | MailKind::Missed | MailKind::AddressCode,
            _,
        ) => None,
    }
}

/// When a mail leaves that is wanted now, and from when on it helps nobody. Errors: why it may not leave, and `TooLate` if no
/// safe hour is left.
pub(super) fn departure(
    standing: &Standing,
    kind: MailKind,
    starts_at: Stamp,
    told: Option<&Told>,
    now: Stamp,
) -> Result<(Stamp, Stamp), Refusal> {
    if let Some(why) = standing.refused {
        return Err(why);
    }
    let useful_until = standing.windows.useful_until(useful_until_of(kind, starts_at, told, now));
    let leaves_at = standing.windows.first(now, useful_until).ok_or(Refusal::TooLate)?;
    Ok((leaves_at, useful_until))
}

#[cfg(test)]
mod tests {
    use yaninda_shared::values::LocalTime;

    use super::*;

    #[test]
    fn who_may_come_for_nothing_is_reached_another_way_and_at_once_if_they_were_written_to() {
        let starts = LocalTime::parse("2026-11-26T10:30").expect("a time");
        let heard = Some(Told { sequence: 0, starts, starts_at: Stamp::from_micros(0) });
        let reach = |urgent| Asked { kind: TaskKind::ReachOtherWay, urgent };
        let mend = Asked { kind: TaskKind::MailRefused, urgent: false };
        for (what, kind, told, refused, unwanted) in [
            ("heard, moved", MailKind::Change, heard, reach(true), Some(reach(true))),
            ("heard, off", MailKind::Cancellation, heard, reach(true), Some(reach(true))),
            ("known by word, off", MailKind::Cancellation, None, reach(true), Some(reach(false))),
            ("never heard", MailKind::Confirmation, None, mend, None),
            ("missed", MailKind::Missed, heard, mend, None),
        ] {
            assert_eq!(task(kind, told.as_ref(), 1), refused, "{what}");
            assert_eq!(task_instead(kind, told.as_ref(), 1), unwanted, "{what}");
        }
    }

    #[test]
    fn what_is_told_follows_from_what_was_heard() {
        let heard = |sequence| {
            let starts = LocalTime::parse("2026-11-26T10:30").expect("a time");
            Some(Told { sequence, starts, starts_at: Stamp::from_micros(0) })
        };
        let (moved, off, off_too) = (Happened::Moved, Happened::Cancelled, Happened::CancelledToo);
        for (what, happened, told, over, wanted) in [
            ("never heard, moved", moved, None, false, Some(MailKind::Confirmation)),
            ("heard, moved", moved, heard(0), false, Some(MailKind::Change)),
            ("heard as it stands", moved, heard(1), false, Some(MailKind::Reminder)),
            ("moved into the past", moved, heard(0), true, None),
            ("heard, off", off, heard(0), false, Some(MailKind::Cancellation)),
            ("off with another", off_too, None, false, None),
            ("heard, off with another", off_too, heard(0), false, Some(MailKind::Cancellation)),
            ("told without a mail, off", off, None, false, Some(MailKind::Cancellation)),
            ("off when it is over", off, heard(0), true, None),
            ("missed", Happened::Missed, heard(1), true, Some(MailKind::Missed)),
            ("over", Happened::Over, heard(1), true, None),
        ] {
            assert_eq!(news(happened, told.as_ref(), 1, over), wanted, "{what}");
        }
    }
}
