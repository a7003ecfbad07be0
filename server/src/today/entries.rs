//! What is due about entries: next steps, comments.

use std::collections::HashSet;

use chrono::Duration;
use diesel::prelude::*;
use uuid::Uuid;
use yaninda_shared::{
    comments::CommentKind,
    ids::{CaseId, CommentId, RawId, ServiceId, UserId},
    policy::{Action, Relation, allows},
    record::RecordKind,
    today::{DueItem, DueKind},
    values::{NaiveDate, Stamp},
};

use crate::{
    access::{
        InOffice, Reading,
        scope::{Visible, own_cases},
    },
    cases::{row::code_name, still_to_do},
    db::schema::{cases, comments, services},
    problem::ApiResult,
    services::hidden,
};

/// A next step shows so many days ahead.
const STEP_DAYS: i64 = 7;
/// Most entries of one kind looked at, soonest first.
const MOST: i64 = 400;

struct About {
    kind: DueKind,
    on: NaiveDate,
    case: CaseId,
    number: String,
    code_name: String,
    on_kind: RecordKind,
    record: Uuid,
    subject: Option<String>,
}

impl About {
    fn item(self) -> ApiResult<DueItem> {
        let about = DueItem::about(self.kind, self.on, self.case, code_name(&self.code_name)?, self.number);
        Ok(DueItem { on_kind: Some(self.on_kind), record: Some(self.record), subject: self.subject, ..about })
    }
}

/// Next steps of the coming week, open comments on the caller's own cases.
pub(super) fn of_entries(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<DueItem>> {
    let mut items = steps(reading, visible)?;
    items.extend(talk(reading)?);
    items.into_iter().map(About::item).collect()
}

/// Next steps of the coming week, but for those of an entry whose details the caller may not read.
fn steps(reading: &mut Reading<'_, InOffice>, visible: &Visible) -> ApiResult<Vec<About>> {
    let mut rows = services::table
        .inner_join(cases::table.on(cases::id.eq(services::case_id)))
        .filter(services::office_id.eq(reading.caller.office))
        .filter(services::next_step_on.le(reading.today() + Duration::days(STEP_DAYS)))
        .filter(still_to_do())
        .filter(cases::open.eq(true))
        .order((services::next_step_on.asc(), services::case_id.asc()))
        .limit(MOST)
        .select((
            services::id,
            services::case_id,
            services::code,
            services::next_step_on,
            cases::worker_id,
            cases::number,
            cases::code_name,
        ))
        .into_boxed();
    if let Visible::Only(ids) = visible {
        rows = rows.filter(services::case_id.eq_any(ids));
    }
    type Row = (ServiceId, CaseId, String, Option<NaiveDate>, Option<UserId>, String, String);
    let rows: Vec<Row> = rows.load(reading.conn)?;
    let hidden = hidden_in(reading, rows.iter().map(|row| (row.1, row.4)))?;
    let shown = rows.into_iter().filter(|row| !hidden.contains(&row.0.raw()));
    let about = shown.filter_map(|(id, case, code, step, _, number, code_name)| {
        Some(About {
            kind: DueKind::NextStep,
            on: step?,
            case,
            number,
            code_name,
            on_kind: RecordKind::Service,
            record: id.uuid(),
            subject: Some(code),
        })
    });
    Ok(about.collect())
}

/// Entries of these cases, each with its worker, whose details the caller may not read.
pub(super) fn hidden_in(
    reading: &mut Reading<'_, InOffice>,
    cases: impl Iterator<Item = (CaseId, Option<UserId>)>,
) -> ApiResult<HashSet<RawId>> {
    let caller = reading.caller;
    let relation = |worker| if worker == Some(caller.user) { Relation::Worker } else { Relation::Shared };
    let untrusted = cases.filter(|(_, worker)| !allows(caller.role, Action::RestrictedRead, relation(*worker)));
    let untrusted: HashSet<CaseId> = untrusted.map(|(case, _)| case).collect();
    hidden::in_cases(reading, &untrusted.into_iter().collect::<Vec<_>>())
}

/// Comments of others on the caller's own cases that nobody has resolved, but for those on an entry whose details the
/// caller may not read.
fn talk(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<About>> {
    let caller = reading.caller;
    let own = own_cases(reading.conn, &caller)?;
    type Row = (CommentId, CaseId, Stamp, RawId, Option<UserId>, String, String);
    let rows: Vec<Row> = comments::table
        .inner_join(cases::table.on(cases::id.eq(comments::case_id)))
        .filter(comments::office_id.eq(caller.office))
        .filter(comments::case_id.eq_any(own))
        .filter(comments::resolved_at.is_null())
        .filter(comments::kind.eq(CommentKind::Comment))
        .filter(comments::reply_to.is_null())
        .filter(comments::created_by.ne(caller.user))
        .filter(cases::open.eq(true))
        .order(comments::id.asc())
        .limit(MOST)
        .select((
            comments::id,
            comments::case_id,
            comments::created_at,
            comments::on_id,
            cases::worker_id,
            cases::number,
            cases::code_name,
        ))
        .load(reading.conn)?;
    let hidden = hidden_in(reading, rows.iter().map(|row| (row.1, row.4)))?;
    let shown = rows.into_iter().filter(|row| !hidden.contains(&row.3));
    let about = shown.map(|(id, case, at, _, _, number, code_name)| About {
        kind: DueKind::CommentOpen,
        on: reading.core.day(at),
        case,
        number,
        code_name,
        on_kind: RecordKind::Comment,
        record: id.uuid(),
        subject: None,
    });
    Ok(about.collect())
}
