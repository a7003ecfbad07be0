//! One page of the change feed.

use actix_web::{Responder, get};
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{
    audit::AuditAction,
    cases::Assignment,
    feed::{Change, ChangesPage},
    ids::{CaseId, GrantId, RawId},
    page::MAX_FEED_LIMIT,
    policy::{Action, Relation, allows},
    values::ValueError,
};

use super::{
    positions,
    records::{Found, Seen, load},
};
use crate::{
    access::{Access, Answer, ChangesRead, Disclosed, InOffice, Reading},
    audit::AuditDraft,
    db::schema::{case_grants, feed_heads},
    http::{Problems, Query},
    problem::{ApiError, ApiResult},
};

/// `?after=…&limit=…`.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FeedQuery {
    /// The `next` of the page before; 0 to begin.
    #[param(minimum = 0)]
    pub after: i64,
    /// 1 to 1000, 500 if left out.
    #[param(minimum = 1, maximum = 1000)]
    pub limit: Option<u16>,
}

impl FeedQuery {
    fn limit(self) -> ApiResult<i64> {
        match self.limit.unwrap_or(500) {
            0 => Err(ApiError::field("limit", ValueError::TooShort)),
            limit if limit > MAX_FEED_LIMIT => Err(ApiError::field("limit", ValueError::TooLarge)),
            limit => Ok(i64::from(limit)),
        }
    }
}

/// What changed since a position, in the order it was committed, each record as it is now. Of a case that was taken from
/// the caller only the end of their access is told, without a record: the phone then forgets the case. A position that was never given out
/// (the database came back from an older backup) is refused with 422 on `after`: begin again with 0.
#[utoipa::path(tag = "changes", params(FeedQuery), responses((status = 200, body = ChangesPage), Problems))]
#[get("/changes")]
pub async fn list(access: Access<ChangesRead, InOffice>, query: Query<FeedQuery>) -> ApiResult<impl Responder> {
    let (after, limit) = (query.0.after, query.0.limit()?);
    if after < 0 {
        return Err(ApiError::field("after", ValueError::Negative));
    }
    let shown = access
        .read(move |reading| {
            let page = changes(reading, after, limit)?;
            let ids = page.items.iter().map(|change| RawId(change.id)).collect();
            let entry =
                AuditDraft { action: AuditAction::Synced, kind: "changes", case: None, ids, fields: Vec::new() };
            // Asking and hearing of nothing new discloses nothing.
            Ok(if page.items.is_empty() { Disclosed::impersonal(page) } else { Disclosed::with(page, entry) })
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn changes(reading: &mut Reading<'_, InOffice>, after: i64, limit: i64) -> ApiResult<ChangesPage> {
    let office = reading.caller.office;
    // Read before the changes: whatever commits in between is then only seen again, never missed.
    let head: i64 = feed_heads::table.find(office).select(feed_heads::seq).get_result(reading.conn)?;
    if after > head {
        return Err(ApiError::field("after", ValueError::TooLarge));
    }
    let (seen, lost) = scope(reading)?;
    let mut positions = positions::after(reading, &seen, &lost, after, limit + 1)?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = positions.len() > most;
    positions.truncate(most);
    let last = positions.last().map(|(_, _, _, seq)| *seq);
    let next = if more { last.unwrap_or(after) } else { last.unwrap_or(after).max(head) };
    let Found { mut records, untold } = load(reading, &seen, &positions)?;
    let told = positions.into_iter().filter(|(_, id, _, _)| !untold.contains(id));
    let items = told.map(|(kind, id, case, seq)| Change {
        seq,
        kind,
        id: id.0,
        case: Some(case),
        record: records.remove(&(kind, id)),
    });
    Ok(ChangesPage { items: items.collect(), next, more })
}

/// The cases the caller may see, and their grants to cases they may no longer see.
fn scope(reading: &mut Reading<'_, InOffice>) -> ApiResult<(Seen, Vec<RawId>)> {
    if allows(reading.caller.role, Action::CaseRead, Relation::Office) {
        return Ok((Seen::Office, Vec::new()));
    }
    let grants: Vec<(GrantId, CaseId, Assignment, bool)> = case_grants::table
        .filter(case_grants::office_id.eq(reading.caller.office))
        .filter(case_grants::user_id.eq(reading.caller.user))
        .select((case_grants::id, case_grants::case_id, case_grants::kind, case_grants::ended_at.is_null()))
        .load(reading.conn)?;
    let mut cases = std::collections::HashMap::new();
    for (_, case, kind, _) in grants.iter().filter(|(_, _, _, open)| *open) {
        let relation = match kind {
            Assignment::Worker => Relation::Worker,
            Assignment::Shared => Relation::Shared,
        };
        let held = cases.entry(*case).or_insert(relation);
        if relation == Relation::Worker {
            *held = relation;
        }
    }
    let lost = grants.iter().filter(|(_, case, _, _)| !cases.contains_key(case));
    let lost = lost.map(|(id, _, _, _)| id.raw()).collect();
    Ok((Seen::Only(cases), lost))
}
