//! Storing what was decided, and how far a release is.

use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{OfficeId, ReleaseId, ReleaseTableId},
    problem::Code,
    record::RecordKind,
    releases::{ReleaseRefusal, ReleaseScope, ReleaseState},
    reports::ReportTable,
};

use super::{
    bundle::Bundle,
    row::ReleaseRow,
    steps::Step,
    stored::{Exact, counts_place, facts_place, last_number, published},
};
use crate::{
    access::{Core, Unattended, Unit},
    audit::AuditDraft,
    db::schema::{release_tables, releases},
    problem::{ApiError, ApiResult},
    random,
};

/// A part that was decided.
pub(super) struct Part {
    pub step: Step,
    /// The number of the latest decision before it.
    pub last: i64,
    pub offices: Vec<OfficeId>,
    pub funds: Vec<String>,
    pub decided: Bundle,
}

fn scope((whose, _): Step) -> ReleaseScope {
    if whose.is_some() { ReleaseScope::Office } else { ReleaseScope::All }
}

/// Stores a part in one unit of work of its office. Errors: 409 if another decision was stored meanwhile: this one did not
/// know of it.
pub(super) async fn store(core: &Core, asked: &ReleaseRow, part: Part) -> ApiResult<()> {
    let office = part.step.0.unwrap_or(asked.office_id);
    let asked = asked.clone();
    core.unattended(office, move |unit| {
        insert_tables(unit, &asked, &part)?;
        let (scope, period) = (scope(part.step), part.step.1.to_string());
        let there: Option<(ReleaseId, i64, i32)> = releases::table
            .filter(releases::office_id.eq(office))
            .filter(releases::scope.eq(scope))
            .filter(releases::period.eq(&period))
            .filter(releases::definition.eq(asked.definition))
            .filter(releases::state.ne(ReleaseState::Refused))
            .select((releases::id, releases::version, releases::steps))
            .get_result(unit.conn())
            .optional()?;
        let now = unit.now();
        let id = match there {
            Some((id, version, steps)) => {
                diesel::update(releases::table.find(id))
                    .set((
                        releases::version.eq(version + 1),
                        releases::updated_at.eq(now),
                        releases::state.eq(ReleaseState::Published),
                        releases::done.eq(steps),
                        releases::threshold.eq(asked.threshold),
                    ))
                    .execute(unit.conn())?;
                id
            }
            None => {
                let id = ReleaseId::from_raw(random::id(unit.core().keys.random(), now));
                diesel::insert_into(releases::table)
                    .values((
                        releases::id.eq(id),
                        releases::office_id.eq(office),
                        releases::version.eq(1),
                        releases::created_at.eq(now),
                        releases::created_by.eq(asked.created_by),
                        releases::updated_at.eq(now),
                        releases::updated_by.eq(asked.created_by),
                        releases::scope.eq(scope),
                        releases::period.eq(&period),
                        releases::definition.eq(asked.definition),
                        releases::threshold.eq(asked.threshold),
                        releases::state.eq(ReleaseState::Published),
                        releases::done.eq(1),
                        releases::steps.eq(1),
                    ))
                    .execute(unit.conn())?;
                id
            }
        };
        unit.touch(RecordKind::Release, id.raw(), None)?;
        let entry = AuditDraft::one(AuditAction::Published, RecordKind::Release, None, id.raw());
        unit.audit(entry.fields([scope.as_str().to_owned(), period]));
        Ok(())
    })
    .await
}

/// What of a table is stored.
struct Stored {
    id: ReleaseTableId,
    kind: ReportTable,
    withheld: bool,
    published: String,
    counts: Option<Vec<u8>>,
    facts: Option<Vec<u8>>,
}

fn insert_tables(unit: &mut Unattended<'_>, asked: &ReleaseRow, part: &Part) -> ApiResult<()> {
    let (office, now, keys) = (unit.office(), unit.now(), unit.core().keys.clone());
    let (whose, period) = part.step;
    let random = keys.random();
    let key = keys.office(unit.conn(), office)?;
    let mut tables = Vec::new();
    for table in &part.decided.tables {
        let id = ReleaseTableId::from_raw(random::id(random, now));
        let (mut counts, mut facts) = (None, None);
        if whose.is_some() {
            counts = Some(key.seal(random, counts_place(id), &Exact::of(table.release.exact()))?);
            let sealed = table.facts.as_ref().map(|facts| key.seal_bytes(random, facts_place(id), &facts.pack()));
            facts = sealed.transpose()?;
        }
        let published = published(table.kind, &part.funds, &table.release)?;
        tables.push(Stored { id, kind: table.kind, withheld: table.withheld, published, counts, facts });
    }
    if let Some(spend) = &part.decided.spend {
        let id = ReleaseTableId::from_raw(random::id(random, now));
        let counts = whose.map(|_| key.seal(random, counts_place(id), &spend.paid)).transpose()?;
        let (withheld, published) = (spend.is_nothing(), spend.published()?);
        tables.push(Stored { id, kind: ReportTable::Spend, withheld, published, counts, facts: None });
    }
    let ids = |offices: &[OfficeId]| offices.iter().flat_map(|id| *id.raw().0.as_bytes()).collect::<Vec<u8>>();
    let offices = whose.is_none().then(|| ids(&part.offices));
    for (number, table) in (part.last + 1..).zip(tables) {
        diesel::insert_into(release_tables::table)
            .values((
                release_tables::id.eq(table.id),
                release_tables::office_id.eq(office),
                release_tables::number.eq(number),
                release_tables::decided_at.eq(now),
                release_tables::scope.eq(scope(part.step)),
                release_tables::period.eq(period.to_string()),
                release_tables::year.eq(i32::from(period.in_year())),
                release_tables::kind.eq(table.kind),
                release_tables::definition.eq(asked.definition),
                release_tables::threshold.eq(asked.threshold),
                release_tables::withheld.eq(table.withheld),
                release_tables::published.eq(table.published),
                release_tables::offices.eq(offices.clone()),
                release_tables::counts.eq(table.counts),
                release_tables::facts.eq(table.facts),
            ))
            .execute(unit.conn())?;
    }
    Ok(())
}

/// Says how far a release is.
pub(super) async fn progress(core: &Core, asked: &ReleaseRow, done: usize, steps: usize) -> ApiResult<()> {
    let asked = asked.clone();
    let (done, steps) = (i32::try_from(done).unwrap_or(i32::MAX), i32::try_from(steps).unwrap_or(i32::MAX));
    core.unattended(asked.office_id, move |unit| {
        let (now, id) = (unit.now(), asked.id);
        let open = releases::table.find(id).filter(releases::state.ne(ReleaseState::Published));
        let changed = diesel::update(open)
            .set((
                releases::version.eq(releases::version + 1),
                releases::updated_at.eq(now),
                releases::state.eq(ReleaseState::Deciding),
                releases::done.eq(done),
                releases::steps.eq(steps),
            ))
            .execute(unit.conn())?;
        if changed > 0 {
            unit.touch(RecordKind::Release, id.raw(), None)?;
        }
        Ok(())
    })
    .await
}

/// Ends a release of which nothing can be published, as it looked after the decision with this number. Errors: 409 if
/// another one was stored meanwhile.
pub(super) async fn refuse(core: &Core, asked: &ReleaseRow, last: i64, why: ReleaseRefusal) -> ApiResult<()> {
    let asked = asked.clone();
    core.unattended(asked.office_id, move |unit| {
        if last_number(unit.conn())? != last {
            return Err(ApiError::Refused(Code::Conflict));
        }
        let (now, id) = (unit.now(), asked.id);
        diesel::update(releases::table.find(id).filter(releases::state.ne(ReleaseState::Published)))
            .set((
                releases::version.eq(releases::version + 1),
                releases::updated_at.eq(now),
                releases::state.eq(ReleaseState::Refused),
                releases::refusal.eq(Some(why)),
            ))
            .execute(unit.conn())?;
        unit.touch(RecordKind::Release, id.raw(), None)?;
        let entry = AuditDraft::one(AuditAction::NotPublished, RecordKind::Release, None, id.raw());
        unit.audit(entry.fields([why.as_str()]));
        Ok(())
    })
    .await
}
