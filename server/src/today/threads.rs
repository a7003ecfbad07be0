//! Questions and flags that are open for the caller: asked of them, on what they recorded, answered to them; for supervisors also
//! those for all of them, and those that nobody resolved for a week.

use std::collections::HashSet;

use diesel::prelude::*;
use yaninda_shared::{
    comments::{CommentKind, LATE_DAYS},
    ids::{CaseId, CommentId, RawId, UserId},
    record::RecordKind,
    today::{DueItem, DueKind},
    values::Stamp,
};

use super::{cut::most, entries::hidden_in};
use crate::{
    access::{InOffice, Reading, scope::Visible},
    cases::row::code_name,
    db::schema::{cases, comments},
    problem::ApiResult,
};

#[derive(Queryable)]
struct Thread {
    id: CommentId,
    case: CaseId,
    kind: CommentKind,
    by: UserId,
    since: Option<Stamp>,
    on_kind: RecordKind,
    on: RawId,
    worker: Option<UserId>,
    number: String,
    code_name: String,
}

/// Each once, the oldest first; of a closed case too, so that nothing gets lost.
pub(super) fn of_threads(
    reading: &mut Reading<'_, InOffice>,
    visible: &Visible,
    supervises: bool,
) -> ApiResult<Vec<DueItem>> {
    let me = reading.caller.user;
    let kind = |thread: &Thread| match thread.kind {
        _ if thread.by == me => DueKind::Answered,
        CommentKind::Flag => DueKind::FlagOpen,
        CommentKind::Question | CommentKind::Comment => DueKind::QuestionOpen,
    };
    let mut found: Vec<(DueKind, Thread)> =
        load(reading, Whose::Mine)?.into_iter().map(|thread| (kind(&thread), thread)).collect();
    if supervises {
        let shared = load(reading, Whose::Supervisors)?.into_iter().filter(|thread| thread.by != me);
        found.extend(shared.map(|thread| (kind(&thread), thread)));
        let seen: HashSet<CommentId> = found.iter().map(|(_, thread)| thread.id).collect();
        let late = load(reading, Whose::Late)?.into_iter().filter(|thread| !seen.contains(&thread.id));
        found.extend(late.map(|thread| (DueKind::ThreadLate, thread)));
    }
    let hidden = hidden_in(reading, found.iter().map(|(_, thread)| (thread.case, thread.worker)))?;
    found
        .into_iter()
        .filter(|(_, thread)| visible.has(thread.case) && !hidden.contains(&thread.on))
        .map(|(kind, thread)| {
            let on = thread.since.map_or_else(|| reading.today(), |at| reading.core.day(at));
            Ok(DueItem {
                on_kind: Some(thread.on_kind),
                record: Some(thread.on.0),
                ..DueItem::about(kind, on, thread.case, code_name(&thread.code_name)?, thread.number)
            })
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Whose {
    Mine,
    Supervisors,
    Late,
}

fn load(reading: &mut Reading<'_, InOffice>, whose: Whose) -> ApiResult<Vec<Thread>> {
    let caller = reading.caller;
    let mut rows = comments::table
        .inner_join(cases::table.on(cases::id.eq(comments::case_id)))
        .filter(comments::office_id.eq(caller.office))
        // The words of the indexes `comments_waiting` and `comments_late`.
        .filter(comments::open_since.is_not_null())
        .order(comments::open_since)
        .limit(most(DueKind::QuestionOpen).into())
        .select((
            comments::id,
            comments::case_id,
            comments::kind,
            comments::created_by,
            comments::open_since,
            comments::on_kind,
            comments::on_id,
            cases::worker_id,
            cases::number,
            cases::code_name,
        ))
        .into_boxed();
    rows = match whose {
        Whose::Mine => rows.filter(comments::waits_for.eq(caller.user)),
        Whose::Supervisors => rows.filter(comments::waits_for.is_null()),
        Whose::Late => rows.filter(comments::open_since.lt(reading.now.plus_seconds(-LATE_DAYS * 86_400))),
    };
    Ok(rows.load(reading.conn)?)
}
