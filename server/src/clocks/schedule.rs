//! Deadlines are stored beside their cases, so that Today finds them by an index and a server that was off shows the truth.
//! They are worked out anew whenever a document, an event, the state of a case or a rule changes.
//!
//! A changed rule works out every open case of the office in the same unit of work: half an office under the old rule and
//! half under the new would be two laws at once. Cases are read in chunks, and only what moved is written.

use std::collections::HashMap;

use diesel::prelude::*;
use yaninda_shared::{
    clocks::{Deadline, Facts, Rules, escalates_on},
    ids::{CaseId, DeadlineId, OfficeId, UserId},
    record::RecordKind,
    values::{NaiveDate, Stamp},
};

use super::{deadlines::row::DeadlineRow, facts::Known, rules::row::rules_of};
use crate::{
    access::{OfCase, Unit, Writing},
    db::{
        AnyConnection,
        schema::{cases, deadlines},
    },
    problem::ApiResult,
    random::{self, Random},
};

/// Cases worked out at a time.
const CHUNK: usize = 500;

/// A deadline that moved, came or went.
type Moved = (DeadlineId, CaseId);

/// When it happens, and where ids come from.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    pub now: Stamp,
    /// A reminder that is new has been shown since this day at the earliest.
    pub since: NaiveDate,
    pub random: &'a dyn Random,
}

/// Works out the deadlines of the case anew. Whatever they depend on calls this after its own change.
pub fn reschedule<R: OfCase>(writing: &mut Writing<'_, R>) -> ApiResult<()> {
    let (office, case, core) = (writing.caller.office, writing.case(), writing.core);
    let open: bool = cases::table.find(case).select(cases::open).get_result(writing.conn)?;
    let rules = rules_of(writing.conn, office)?;
    let moment = Moment { now: writing.now, since: writing.today(), random: core.keys.random() };
    for (id, case) in settle(writing.conn, office, &rules, &[(case, open)], moment)? {
        writing.touch(RecordKind::Deadline, id.raw(), Some(case))?;
    }
    Ok(())
}

/// Works out those of every open case of the office anew.
pub fn reschedule_office(unit: &mut impl Unit) -> ApiResult<()> {
    let (office, core) = (unit.office(), unit.core().clone());
    let moment = Moment { now: unit.now(), since: unit.today(), random: core.keys.random() };
    for (id, case) in settle_office(unit.conn(), office, moment)? {
        unit.touch(RecordKind::Deadline, id.raw(), Some(case))?;
    }
    Ok(())
}

/// As [`reschedule_office`], where there is no unit of work: in the demo.
pub fn settle_office(conn: &mut AnyConnection, office: OfficeId, moment: Moment<'_>) -> ApiResult<Vec<Moved>> {
    let rules = rules_of(conn, office)?;
    let mut open: Vec<CaseId> =
        cases::table.filter(cases::office_id.eq(office)).filter(cases::open.eq(true)).select(cases::id).load(conn)?;
    open.sort_unstable();
    let mut moved = Vec::new();
    for chunk in open.chunks(CHUNK) {
        let chunk: Vec<(CaseId, bool)> = chunk.iter().map(|case| (*case, true)).collect();
        moved.extend(settle(conn, office, &rules, &chunk, moment)?);
    }
    Ok(moved)
}

/// Works out the deadlines of a case that is leaving for another office, under the rules of that office. The rows are
/// there already; their places in the feed follow.
pub fn reschedule_for<R: OfCase>(writing: &mut Writing<'_, R>, office: OfficeId) -> ApiResult<()> {
    let (case, core, rules) = (writing.case(), writing.core, rules_of(writing.conn, office)?);
    let moment = Moment { now: writing.now, since: writing.today(), random: core.keys.random() };
    for (id, case) in settle(writing.conn, office, &rules, &[(case, true)], moment)? {
        writing.touch(RecordKind::Deadline, id.raw(), Some(case))?;
    }
    Ok(())
}

/// Holds what is stored of some cases, each open or not, against what follows from the facts.
fn settle(
    conn: &mut AnyConnection,
    office: OfficeId,
    rules: &Rules,
    cases: &[(CaseId, bool)],
    moment: Moment<'_>,
) -> ApiResult<Vec<Moved>> {
    let ids: Vec<CaseId> = cases.iter().map(|(case, _)| *case).collect();
    let known = Known::papers(conn, office, &ids)?.with_changes(conn, office, &ids)?;
    let rows: Vec<DeadlineRow> =
        deadlines::table.filter(deadlines::office_id.eq(office)).filter(deadlines::case_id.eq_any(&ids)).load(conn)?;
    let mut stored = HashMap::<CaseId, Vec<DeadlineRow>>::new();
    for row in rows {
        stored.entry(row.case_id).or_default().push(row);
    }
    let (mut moved, mut gone) = (Vec::new(), Vec::new());
    let none = Facts::default();
    for (case, open) in cases {
        let wanted = if *open { rules.deadlines(known.of(*case).unwrap_or(&none)) } else { Vec::new() };
        let mut left = stored.remove(case).unwrap_or_default();
        for deadline in wanted {
            let same = left.iter().position(|row| row.deadline().is_ok_and(|was| deadline.is(&was)));
            match same.map(|at| left.swap_remove(at)) {
                None => moved.push((insert(conn, office, *case, &deadline, moment)?, *case)),
                Some(row) if keep(conn, &row, &deadline, moment)? => moved.push((row.id, *case)),
                Some(_) => {}
            }
        }
        for row in left {
            if row.answered_at.is_none() {
                gone.push(row.id);
                moved.push((row.id, *case));
            } else if row.running {
                let ended = (
                    deadlines::running.eq(false),
                    deadlines::version.eq(row.version + 1),
                    deadlines::updated_at.eq(moment.now),
                );
                diesel::update(deadlines::table.find(row.id)).set(ended).execute(conn)?;
                moved.push((row.id, *case));
            }
        }
    }
    for chunk in gone.chunks(CHUNK) {
        diesel::delete(deadlines::table.filter(deadlines::id.eq_any(chunk))).execute(conn)?;
    }
    Ok(moved)
}

/// Its columns, by a deadline and the days that follow from when it was first shown.
macro_rules! deadline_values {
    ($deadline:ident, $since:expr, $later:expr, $moment:ident) => {{
        let later: Option<NaiveDate> = $later;
        let remind_on = later.unwrap_or($deadline.remind_on);
        let first_shown = remind_on.max($since);
        (
            deadlines::updated_at.eq($moment.now),
            deadlines::measure.eq($deadline.measure),
            deadlines::rule.eq($deadline.rule.to_string()),
            deadlines::cited.eq($deadline.cited.to_string()),
            deadlines::document_id.eq($deadline.document.map(|(id, _)| id)),
            deadlines::document_kind.eq($deadline.document.map(|(_, kind)| kind)),
            deadlines::from_on.eq($deadline.from_on),
            deadlines::due_on.eq($deadline.due_on),
            deadlines::opens_on.eq($deadline.opens_on),
            deadlines::remind_on.eq(remind_on),
            deadlines::since_on.eq($since),
            deadlines::escalate_on.eq(escalates_on(first_shown, $deadline.due_on, $deadline.escalate_after)),
            deadlines::over_law.eq($deadline.over_law),
            deadlines::running.eq(true),
            deadlines::later_on.eq(later),
        )
    }};
}

fn insert(
    conn: &mut AnyConnection,
    office: OfficeId,
    case: CaseId,
    deadline: &Deadline,
    moment: Moment<'_>,
) -> ApiResult<DeadlineId> {
    let id = DeadlineId::from_raw(random::id(moment.random, moment.now));
    diesel::insert_into(deadlines::table)
        .values((
            deadlines::id.eq(id),
            deadlines::office_id.eq(office),
            deadlines::case_id.eq(case),
            deadlines::version.eq(1),
            deadline_values!(deadline, moment.since, None, moment),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Brings a stored deadline up to date; says whether it moved. What was answered of another day is asked again. A reminder
/// that stands on Today without an answer has stood there since the same day, wherever its deadline moves: no correction and
/// no changed rule keeps it from the supervisor.
fn keep(conn: &mut AnyConnection, row: &DeadlineRow, deadline: &Deadline, moment: Moment<'_>) -> ApiResult<bool> {
    let moved = row.due_on != deadline.due_on;
    let shown = row.remind_on.max(row.since_on);
    let (since, later) = match (moved, row.answered_at) {
        (false, _) => (row.since_on, row.later_on),
        (true, None) if shown <= moment.since => (shown, None),
        (true, _) => (moment.since, None),
    };
    let first_shown = later.unwrap_or(deadline.remind_on).max(since);
    let escalate_on = escalates_on(first_shown, deadline.due_on, deadline.escalate_after);
    let remind_on = later.unwrap_or(deadline.remind_on);
    let same = row.deadline().is_ok_and(|was| was == Deadline { remind_on, escalate_after: 0, ..*deadline })
        && (row.escalate_on, row.since_on, row.running) == (escalate_on, since, true);
    if same {
        return Ok(false);
    }
    let version = deadlines::version.eq(row.version + 1);
    let target = diesel::update(deadlines::table.find(row.id));
    if moved {
        let unanswered = (
            deadlines::answer.eq(None::<String>),
            deadlines::answered_at.eq(None::<Stamp>),
            deadlines::answered_by.eq(None::<UserId>),
            deadlines::sealed.eq(None::<Vec<u8>>),
        );
        target.set((version, unanswered, deadline_values!(deadline, since, later, moment))).execute(conn)?;
    } else {
        target.set((version, deadline_values!(deadline, since, later, moment))).execute(conn)?;
    }
    Ok(true)
}
