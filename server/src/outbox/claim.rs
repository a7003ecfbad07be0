//! Taking one mail that is due, so that no other server takes it too. A claim ends by itself: what a server that died had
//! claimed is free again after a minute.

use diesel::prelude::*;
use yaninda_shared::{
    ids::MailId,
    mail::{MailKind, MailState, Refusal},
    values::Stamp,
};

use super::{
    occasion::MUST_BE_TOLD,
    row::MailRow,
    token::{link_hash, link_token},
};
use crate::{
    db::{AnyConnection, each, schema::mails},
    problem::ApiResult,
    seal::Keyring,
};

/// Seconds a claim lasts: longer than any mail may take.
pub(super) const LEASE: i64 = 60;

/// Which of the mails that are due are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    /// All.
    All,
    /// While none can be sent: those of which somebody must hear that in time. They cannot help any more, or the person may
    /// come for nothing and nobody was told yet that they do not know.
    Stuck,
}

/// Seconds after it could have left for which a mail may be held up before somebody is to reach a person another way: it may go
/// again by itself.
const HELD: i64 = 600;

/// Those of [`Due::Stuck`] among the mails that are due.
macro_rules! stuck {
    ($now:expr) => {
        mails::useful_until
            .le($now)
            .or(mails::kind
                .eq_any(MUST_BE_TOLD)
                .and(mails::reason.is_null())
                // Who would be on their way before it is over is reached at once.
                .and(mails::next_at.le($now.plus_seconds(-HELD)).or(mails::useful_until.le($now.plus_seconds(HELD)))))
            // A backup brought it back: nobody knows what holds now, and somebody is to find out.
            .or(mails::reason.assume_not_null().eq(Refusal::Restored))
    };
}

macro_rules! due {
    ($what:expr, $now:expr) => {{
        let (what, now) = ($what, $now);
        // A sending mail is looked at again when its claim has run out.
        let mut found = mails::table.filter(mails::next_at.le(now)).into_boxed();
        if what == Due::Stuck {
            found = found.filter(stuck!(now));
        }
        found
    }};
}

/// Whether there is anything to claim; cheap, and takes no lock.
pub(super) fn is_any(conn: &mut AnyConnection, what: Due, now: Stamp) -> ApiResult<bool> {
    let first = due!(what, now).select(mails::id).order((mails::next_at, mails::id));
    Ok(first.first::<MailId>(conn).optional()?.is_some())
}

/// A claimed mail.
#[derive(Clone, Debug)]
pub(super) struct Claimed {
    pub mail: MailRow,
    /// Since when it could have been looked at.
    pub since: Stamp,
}

/// Claims the mail that has been due longest. It counts as tried from now on, until something else is known, and its link can
/// be found.
pub(super) fn claim(conn: &mut AnyConnection, keys: &Keyring, what: Due, now: Stamp) -> ApiResult<Option<Claimed>> {
    let first: Option<(MailId, Option<Stamp>)> = match conn {
        // Other servers step over the row that is being claimed.
        AnyConnection::Pg(pg) => {
            let found = mails::table.filter(mails::next_at.le(now)).select((mails::id, mails::next_at));
            let found = found.order((mails::next_at, mails::id)).limit(1).for_update().skip_locked();
            match what {
                Due::All => found.first(pg).optional()?,
                Due::Stuck => found.filter(stuck!(now)).first(pg).optional()?,
            }
        }
        // There is one writer at a time.
        AnyConnection::Sqlite(sqlite) => due!(what, now)
            .select((mails::id, mails::next_at))
            .order((mails::next_at, mails::id))
            .first(sqlite)
            .optional()?,
    };
    let Some((id, since)) = first else { return Ok(None) };
    let lease = Some(now.plus_seconds(LEASE));
    let link_hash = link_hash(&link_token(keys, id)).to_vec();
    let claimed = each!(conn, |c| diesel::update(mails::table.find(id))
        .set((
            mails::state.eq(MailState::Sending),
            mails::attempts.eq(mails::attempts + 1),
            mails::link_hash.eq(Some(link_hash)),
            mails::leased_until.eq(lease),
            mails::next_at.eq(lease),
        ))
        .returning(mails::all_columns)
        .get_result::<MailRow>(c))?;
    Ok(Some(Claimed { mail: claimed, since: since.unwrap_or(now) }))
}

/// Whether an older mail about the same is being handed over this moment: the newer one must not overtake it.
pub(super) fn is_behind(conn: &mut AnyConnection, mail: &MailRow, now: Stamp) -> ApiResult<bool> {
    let older: Option<MailKind> = mails::table
        .filter(mails::office_id.eq(mail.office_id))
        .filter(mails::case_id.eq(mail.case_id))
        .filter(mails::subject_id.eq(mail.subject_id))
        .filter(mails::id.lt(mail.id))
        .filter(mails::state.eq(MailState::Sending))
        .filter(mails::leased_until.gt(now))
        .select(mails::kind)
        .first(conn)
        .optional()?;
    Ok(older.is_some())
}
