//! How mail fares: counts, what waits or failed, and the languages it is written in. Nothing here names a person or a case.

use actix_web::{Responder, get};
use diesel::{dsl, prelude::*};
use yaninda_shared::{
    ids::OfficeId,
    mail::{MailCount, MailHealth, MailState, Refusal},
    values::Stamp,
};

use super::{
    languages,
    of_office::{OfOffice, handled, waiting},
    row::MailRow,
};
use crate::{
    access::{Access, Answer, Disclosed, InOffice, MailRead, Reading},
    db::schema::mails,
    http::Problems,
    problem::ApiResult,
};

/// Seconds that are counted.
const COUNTED: i64 = 30 * 86_400;
/// Most lines.
const MOST: usize = 200;
/// What is listed: it waits, or somebody may want to send it again.
const LISTED: [MailState; 3] = [MailState::Queued, MailState::Sending, MailState::Failed];

/// How mail of the office fares.
#[utoipa::path(tag = "mail", responses((status = 200, body = MailHealth), Problems))]
#[get("/mail")]
pub async fn health(access: Access<MailRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| Ok(Disclosed::impersonal(look(reading)?)));
    Ok(Answer::read(0, shown.await?))
}

fn look(reading: &mut Reading<'_, InOffice>) -> ApiResult<MailHealth> {
    let (office, now) = (reading.caller.office, reading.now);
    let mut counts = Vec::new();
    for state in MailState::ALL.iter().copied() {
        let recent = mails::table
            .filter(mails::state.eq(state))
            .filter(of_office(office, state))
            .filter(mails::created_at.gt(now.plus_seconds(-COUNTED)));
        let found: Vec<(Option<Refusal>, i64)> =
            recent.group_by(mails::reason).select((mails::reason, dsl::count_star())).load(reading.conn)?;
        counts.extend(found.into_iter().map(|(reason, count)| MailCount { state, reason, count }));
    }
    let oldest_due: Option<Stamp> = mails::table
        .filter(mails::state.eq(MailState::Queued))
        .filter(waiting(office))
        .filter(mails::next_at.le(now))
        .select(dsl::min(mails::next_at))
        .get_result(reading.conn)?;
    counts.sort_by_key(|count| (count.state.as_str(), count.reason.map(Refusal::as_str)));
    Ok(MailHealth {
        paused: reading.core.mail.paused(),
        counts,
        oldest_due,
        lines: listed(reading)?.iter().map(MailRow::line).collect(),
        languages: languages::all(reading)?,
    })
}

/// The mails of the office that wait or failed, newest first.
pub(super) fn listed(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<MailRow>> {
    let office = reading.caller.office;
    let mut lines: Vec<MailRow> = Vec::new();
    for state in LISTED {
        let newest = mails::table
            .filter(mails::state.eq(state))
            .filter(of_office(office, state))
            .order((mails::created_at.desc(), mails::id.desc()))
            .limit(i64::try_from(MOST).unwrap_or(i64::MAX));
        lines.extend(newest.load::<MailRow>(reading.conn)?);
    }
    lines.sort_by_key(|line| std::cmp::Reverse((line.created_at, line.id)));
    lines.truncate(MOST);
    Ok(lines)
}

/// Those of the office, by the index that holds the mails in this state.
fn of_office(office: OfficeId, state: MailState) -> OfOffice {
    if state == MailState::Queued { waiting(office) } else { handled(office) }
}
