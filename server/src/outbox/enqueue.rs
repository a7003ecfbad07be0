//! Putting one mail into the outbox, in the unit of work of what it tells, and taking back what is not to be told any more.

use diesel::{dsl, prelude::*};
use yaninda_shared::{
    ids::{CaseId, MailId, OfficeId, RawId, UserId},
    mail::{MailKind, MailState, Refusal},
    values::Stamp,
};

use super::{occasion::MUST_BE_TOLD, row::MailRow};
use crate::{
    access::Unit,
    db::{AnyConnection, each, schema::mails},
    problem::ApiResult,
    random,
};

/// A mail that is to be written.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub case: CaseId,
    pub subject: RawId,
    pub kind: MailKind,
    pub occasion: String,
    pub sequence: i32,
    /// When it was wanted.
    pub due_at: Stamp,
    /// When it leaves: the safe instant nearest to that.
    pub leaves_at: Stamp,
    pub useful_until: Stamp,
    pub because_of: UserId,
}

/// Queues the first mail about a subject that is new.
pub(super) fn enqueue_first(unit: &mut impl Unit, wanted: &Wanted) -> ApiResult<()> {
    insert(unit, wanted)?;
    unit.core().mail.wake();
    Ok(())
}

/// Queues mails about one subject, all of one sequence. There is one mail for an occasion: one that was taken back is wanted
/// again, one that has left is not sent twice. Answers the id of each that is queued.
pub(super) fn enqueue(unit: &mut impl Unit, all: &[Wanted]) -> ApiResult<Vec<Option<MailId>>> {
    let Some(first) = all.first() else { return Ok(Vec::new()) };
    let there: Vec<MailRow> = mails::table
        .filter(mails::office_id.eq(unit.office()))
        .filter(mails::case_id.eq(first.case))
        .filter(mails::subject_id.eq(first.subject))
        .filter(mails::sequence.eq(first.sequence))
        .load(unit.conn())?;
    let former = |wanted: &Wanted| there.iter().find(|row| row.kind == wanted.kind && row.occasion == wanted.occasion);
    let queued = all.iter().map(|wanted| match former(wanted) {
        None => insert(unit, wanted).map(Some),
        Some(row) => requeue(unit, row, wanted),
    });
    let queued = queued.collect::<ApiResult<_>>()?;
    unit.core().mail.wake();
    Ok(queued)
}

type Times = (
    dsl::Eq<mails::state, MailState>,
    dsl::Eq<mails::due_at, Stamp>,
    dsl::Eq<mails::useful_until, Stamp>,
    dsl::Eq<mails::next_at, Option<Stamp>>,
    dsl::Eq<mails::updated_at, Stamp>,
);

fn times(wanted: &Wanted, now: Stamp) -> Times {
    (
        mails::state.eq(MailState::Queued),
        mails::due_at.eq(wanted.due_at),
        mails::useful_until.eq(wanted.useful_until),
        mails::next_at.eq(Some(wanted.leaves_at)),
        mails::updated_at.eq(now),
    )
}

fn requeue(unit: &mut impl Unit, row: &MailRow, wanted: &Wanted) -> ApiResult<Option<MailId>> {
    match row.state {
        MailState::Sent | MailState::Sending => Ok(None),
        // Somebody took this reminder back; what they follow is planned anew, they are not.
        MailState::Cancelled if row.kind == MailKind::Reminder => Ok(None),
        MailState::Queued | MailState::Failed | MailState::Dropped | MailState::Cancelled => {
            let now = unit.now();
            // What the mail server refused did not arrive; what else was tried may have.
            let tried = if row.state == MailState::Failed { 0 } else { row.attempts };
            let again =
                (mails::version.eq(row.version + 1), mails::reason.eq(None::<Refusal>), mails::attempts.eq(tried));
            diesel::update(mails::table.find(row.id)).set((times(wanted, now), again)).execute(unit.conn())?;
            Ok(Some(row.id))
        }
    }
}

fn insert(unit: &mut impl Unit, wanted: &Wanted) -> ApiResult<MailId> {
    let (office, now) = (unit.office(), unit.now());
    let id = MailId::from_raw(random::id(unit.core().keys.random(), now));
    let Wanted { subject, kind, ref occasion, sequence, .. } = *wanted;
    let by = unit.user().unwrap_or(wanted.because_of);
    each!(unit.conn(), |c| diesel::insert_into(mails::table)
        .values((
            mails::id.eq(id),
            mails::office_id.eq(office),
            mails::case_id.eq(wanted.case),
            mails::version.eq(1),
            mails::created_at.eq(now),
            mails::created_by.eq(by),
            mails::subject_id.eq(subject),
            mails::kind.eq(kind),
            mails::occasion.eq(occasion),
            mails::sequence.eq(sequence),
            times(wanted, now),
            mails::attempts.eq(0),
        ))
        .execute(c))?;
    Ok(id)
}

/// Takes back everything about a subject that still waits. What is being handed over this moment cannot be taken back.
pub(super) fn take_back(unit: &mut impl Unit, case: CaseId, subject: RawId, why: Refusal) -> ApiResult<()> {
    let (office, now) = (unit.office(), unit.now());
    let waiting = mails::table
        .filter(mails::office_id.eq(office))
        .filter(mails::case_id.eq(case))
        .filter(mails::subject_id.eq(subject))
        .filter(mails::state.eq(MailState::Queued));
    diesel::update(waiting)
        .set((
            mails::state.eq(MailState::Dropped),
            mails::reason.eq(Some(why)),
            mails::next_at.eq(None::<Stamp>),
            mails::updated_at.eq(now),
            mails::version.eq(mails::version + 1),
        ))
        .execute(unit.conn())?;
    Ok(())
}

/// What the gate looks at has changed: what waits for a safe hour, and tells of something new, is looked at again at once. What
/// may not leave any more is heard of while there is time.
pub fn look_again(unit: &mut impl Unit, case: CaseId) -> ApiResult<()> {
    let (office, now) = (unit.office(), unit.now());
    let waiting = mails::table
        .filter(mails::office_id.eq(office))
        .filter(mails::case_id.eq(case))
        .filter(mails::state.eq(MailState::Queued))
        .filter(mails::kind.ne_all([MailKind::Reminder, MailKind::AddressCode]))
        .filter(mails::attempts.eq(0))
        .filter(mails::next_at.gt(now));
    if diesel::update(waiting).set(mails::next_at.eq(Some(now))).execute(unit.conn())? > 0 {
        unit.core().mail.wake();
    }
    Ok(())
}

/// Whether a change or a cancellation has still to reach the person of a case.
pub fn has_to_be_told(conn: &mut AnyConnection, office: OfficeId, case: CaseId) -> ApiResult<bool> {
    let waiting: Option<MailId> = mails::table
        .filter(mails::office_id.eq(office))
        .filter(mails::case_id.eq(case))
        .filter(mails::state.eq_any([MailState::Queued, MailState::Sending]))
        .filter(mails::kind.eq_any(MUST_BE_TOLD))
        .select(mails::id)
        .first(conn)
        .optional()?;
    Ok(waiting.is_some())
}

/// Notes of a mail that somebody was told already that it is held up.
pub(super) fn note_held_up(unit: &mut impl Unit, id: MailId) -> ApiResult<()> {
    diesel::update(mails::table.find(id)).set(mails::reason.eq(Some(Refusal::HeldUp))).execute(unit.conn())?;
    Ok(())
}

/// Keeps a mail that may not be sent, with its reason.
pub(super) fn drop_at_once(unit: &mut impl Unit, wanted: Wanted, why: Refusal) -> ApiResult<Option<MailId>> {
    let made = enqueue(unit, &[wanted])?.into_iter().next().flatten();
    if let Some(id) = made {
        let dropped =
            (mails::state.eq(MailState::Dropped), mails::reason.eq(Some(why)), mails::next_at.eq(None::<Stamp>));
        diesel::update(mails::table.find(id)).set(dropped).execute(unit.conn())?;
    }
    Ok(made)
}
