//! Sending one mail: claimed, looked at once more, handed over outside every transaction, settled.

use std::time::Duration;

use yaninda_shared::{mail::Refusal, values::Stamp};

use super::{
    backoff,
    claim::{Claimed, Due, claim, is_any},
    occasion::must_be_told,
    render::{Letter, Verdict, render},
    row::MailRow,
    settle::{Outcome, settle},
    transport::Trouble,
};
use crate::{
    access::Core,
    problem::{ApiError, ApiResult},
};

/// How often it is tried to write down what came of a mail. If that fails the mail is sent once more, under the same
/// Message-ID.
const TRIES: usize = 3;
/// Seconds after which a mail is looked at again that could not be read.
const UNREAD: i64 = 300;

/// Sends the mail that has been due longest; answers whether there was one.
pub(super) async fn step(core: &Core) -> ApiResult<bool> {
    let due = if goes(core).await { Due::All } else { Due::Stuck };
    let now = core.clock.now();
    if !core.unscoped_read(move |conn, _| is_any(conn, due, now)).await? {
        return Ok(false);
    }
    let Some(claimed) = core.unscoped_write(move |conn, core| claim(conn, &core.keys, due, core.clock.now())).await?
    else {
        return Ok(false);
    };
    // There may be more, for somebody who has nothing to do.
    core.mail.wake();
    let outcome = handle(core, &claimed, due).await;
    let mail = claimed.mail;
    for _ in 1..TRIES {
        match settle(core, &mail, outcome).await {
            Ok(()) => return Ok(true),
            Err(error) => tracing::warn!(mail = %mail.id, %error, "what came of a mail could not be written down"),
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    settle(core, &mail, outcome).await?;
    Ok(true)
}

/// Whether mail goes; tries, if it is time to try again.
async fn goes(core: &Core) -> bool {
    let queue = &core.mail;
    if queue.goes() {
        return true;
    }
    if !queue.take_turn(core.clock.now()) {
        return false;
    }
    match queue.carrier().probe().await {
        Ok(()) => {
            queue.resume();
            true
        }
        Err(trouble) => {
            if let Some(why) = trouble.of_all() {
                queue.pause(why, true, core.clock.now(), core.keys.random());
            }
            false
        }
    }
}

async fn handle(core: &Core, claimed: &Claimed, due: Due) -> Outcome {
    let mail = &claimed.mail;
    let row = mail.clone();
    let verdict = core.unscoped_read(move |conn, core| render(conn, core, &row, core.clock.now())).await;
    match verdict {
        Ok(Verdict::Send(letter)) if due == Due::All => hand_over(core, claimed, *letter).await,
        Ok(Verdict::Send(letter)) if must_be_told(mail.kind) && mail.reason.is_none() => {
            Outcome::HeldUp { useful_until: letter.useful_until }
        }
        // Still useful after all, but nothing can be sent now.
        Ok(Verdict::Send(letter)) => Outcome::PutBack { at: core.clock.now(), useful_until: letter.useful_until },
        Ok(Verdict::Wait { until, useful_until }) => Outcome::PutBack { at: until, useful_until },
        Ok(Verdict::Drop(why)) => Outcome::Dropped(why),
        Err(error) => unread(core, mail, &error),
    }
}

async fn hand_over(core: &Core, Claimed { mail, since }: &Claimed, letter: Letter) -> Outcome {
    let Letter { message, name, contact, sent_to, useful_until } = letter;
    let trouble = match core.mail.carrier().carry(message, name).await {
        Ok(()) => return Outcome::Sent { to: sent_to },
        Err(trouble) => trouble,
    };
    let now = core.clock.now();
    tracing::warn!(mail = %mail.id, attempt = mail.attempts, %trouble, "a mail was not sent");
    if let Some(why) = trouble.of_all() {
        core.mail.pause(why, false, now, core.keys.random());
        // It goes on waiting since it could have left: whoever hears of that hears of it in time.
        return Outcome::PutBack { at: *since, useful_until };
    }
    match trouble {
        Trouble::Permanent => Outcome::Rejected(contact),
        _ => later(core, mail, sent_to, useful_until).await,
    }
}

/// Tried again after a while, in a safe hour; never when it cannot help any more.
async fn later(core: &Core, mail: &MailRow, to: [u8; 32], until: Stamp) -> Outcome {
    let now = core.clock.now();
    let next = backoff::next(mail.attempts, now, core.keys.random());
    let (office, case) = (mail.office_id, mail.case_id);
    let windows =
        core.unscoped_read(move |conn, core| Ok(super::gate::judge(conn, core, office, case, now)?.windows)).await;
    match windows {
        Ok(windows) => windows.first(next, until).map_or(Outcome::OutOfTime, |at| Outcome::Again { at, to }),
        // The hours are looked at again before anything leaves.
        Err(_) if next < until => Outcome::Again { at: next, to },
        Err(_) => Outcome::OutOfTime,
    }
}

/// A mail that cannot be made stays, so that nothing is lost; when its time is over somebody hears of it.
fn unread(core: &Core, mail: &MailRow, error: &ApiError) -> Outcome {
    tracing::error!(mail = %mail.id, %error, "a mail could not be made");
    let at = core.clock.now().plus_seconds(UNREAD);
    if at < mail.useful_until {
        Outcome::PutBack { at, useful_until: mail.useful_until }
    } else {
        Outcome::Dropped(Refusal::TooLate)
    }
}
