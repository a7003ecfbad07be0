//! Putting one mail into the outbox, in the unit of work of what it tells, and taking back what is not to be told any more.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, MailId, RawId, UserId},
    mail::{MailKind, MailState, Refusal},
    values::Stamp,
};

use super::{
    row::MailRow,
    token::{link_hash, message_token, token_of},
};
use crate::{access::Unit, db::schema::mails, problem::ApiResult, random};

/// A mail that is to be written.
#[derive(Clone, Debug)]
pub(super) struct Wanted<'a> {
    pub case: CaseId,
    pub subject: RawId,
    pub kind: MailKind,
    pub occasion: &'a str,
    pub sequence: i32,
    /// When it was wanted.
    pub due_at: Stamp,
    /// When it leaves: the safe instant nearest to that.
    pub leaves_at: Stamp,
    pub useful_until: Stamp,
    pub because_of: UserId,
}

/// Queues it. There is one mail for an occasion: one that was taken back is wanted again, one that has left is not sent
/// twice. Answers the id of the one that is queued.
pub(super) fn enqueue(unit: &mut impl Unit, wanted: &Wanted<'_>) -> ApiResult<Option<MailId>> {
    let (office, now) = (unit.office(), unit.now());
    let there: Option<MailRow> = mails::table
        .filter(mails::subject_id.eq(wanted.subject))
        .filter(mails::kind.eq(wanted.kind))
        .filter(mails::occasion.eq(wanted.occasion))
        .filter(mails::sequence.eq(wanted.sequence))
        .get_result(unit.conn())
        .optional()?;
    let times = (
        mails::state.eq(MailState::Queued),
        mails::due_at.eq(wanted.due_at),
        mails::useful_until.eq(wanted.useful_until),
        mails::next_at.eq(Some(wanted.leaves_at)),
        mails::updated_at.eq(now),
    );
    let id = match there {
        Some(row) => match row.state {
            MailState::Sent | MailState::Sending => return Ok(None),
            MailState::Queued | MailState::Failed | MailState::Dropped | MailState::Cancelled => {
                // What the mail server refused did not arrive; what else was tried may have.
                let tried = if row.state == MailState::Failed { 0 } else { row.attempts };
                let again =
                    (mails::version.eq(row.version + 1), mails::reason.eq(None::<Refusal>), mails::attempts.eq(tried));
                diesel::update(mails::table.find(row.id)).set((times, again)).execute(unit.conn())?;
                row.id
            }
        },
        None => {
            let keys = unit.core().keys.clone();
            let id = MailId::from_raw(random::id(keys.random(), now));
            let (subject, kind) = (wanted.subject, wanted.kind);
            diesel::insert_into(mails::table)
                .values((
                    mails::id.eq(id),
                    mails::office_id.eq(office),
                    mails::case_id.eq(wanted.case),
                    mails::version.eq(1),
                    mails::created_at.eq(now),
                    mails::created_by.eq(unit.user().unwrap_or(wanted.because_of)),
                    mails::subject_id.eq(subject),
                    mails::kind.eq(kind),
                    mails::occasion.eq(wanted.occasion),
                    mails::sequence.eq(wanted.sequence),
                    times,
                    mails::attempts.eq(0),
                    mails::message_token.eq(message_token(&keys, subject, kind, wanted.occasion, wanted.sequence)),
                    mails::link_hash.eq(link_hash(&token_of(&keys, id)).to_vec()),
                ))
                .execute(unit.conn())?;
            id
        }
    };
    unit.core().mail.wake();
    Ok(Some(id))
}

/// Takes back everything about a subject that still waits; answers how many mails had never been tried. What is being
/// handed over this moment cannot be taken back.
pub(super) fn take_back(unit: &mut impl Unit, subject: RawId, why: Refusal) -> ApiResult<usize> {
    let (office, now) = (unit.office(), unit.now());
    let waiting = mails::table
        .filter(mails::office_id.eq(office))
        .filter(mails::subject_id.eq(subject))
        .filter(mails::state.eq(MailState::Queued));
    let tried: Vec<i32> = diesel::update(waiting)
        .set((
            mails::state.eq(MailState::Dropped),
            mails::reason.eq(Some(why)),
            mails::next_at.eq(None::<Stamp>),
            mails::updated_at.eq(now),
            mails::version.eq(mails::version + 1),
        ))
        .returning(mails::attempts)
        .get_results(unit.conn())?;
    Ok(tried.into_iter().filter(|attempts| *attempts == 0).count())
}

/// Keeps a mail that may not be sent, with its reason.
pub(super) fn drop_at_once(unit: &mut impl Unit, wanted: &Wanted<'_>, why: Refusal) -> ApiResult<Option<MailId>> {
    let made = enqueue(unit, wanted)?;
    if let Some(id) = made {
        let dropped =
            (mails::state.eq(MailState::Dropped), mails::reason.eq(Some(why)), mails::next_at.eq(None::<Stamp>));
        diesel::update(mails::table.find(id)).set(dropped).execute(unit.conn())?;
    }
    Ok(made)
}
