//! The tables of one part of a release: gathered in one look at the data, decided outside of it.

use std::collections::BTreeMap;

use yaninda_shared::{
    disclosure::{Refused, Release, Table, Threshold, decide, withhold},
    ids::OfficeId,
    problem::Code,
    releases::{ReleaseRefusal, published, publishes_spend},
    reports::ReportTable,
};

use super::{
    counted::{Wanted, count, new_funds},
    facts::{Facts, of_people},
    payments::Payments,
    spend::{Books, Spent},
    steps::Step,
    stored,
};
use crate::{
    access::Core,
    db::AnyConnection,
    offices,
    problem::{ApiError, ApiResult},
    reports::services_on,
};

/// Everything that a decision depends on.
pub(super) struct Gathered {
    pub threshold: Threshold,
    /// The number of the latest decision: whoever finds another one stored decides again.
    pub last: i64,
    /// The offices of a table of all.
    pub offices: Vec<OfficeId>,
    /// Those with a row of their own.
    pub funds: Vec<String>,
    tables: Vec<(ReportTable, Table, Option<Facts>)>,
    before: Vec<(ReportTable, Release)>,
    spend: Option<Books>,
}

/// A table with its decision.
pub(super) struct Decided {
    pub kind: ReportTable,
    pub release: Release,
    pub withheld: bool,
    /// Of an office's month.
    pub facts: Option<Facts>,
}

/// Everything decided of a step.
pub(super) struct Bundle {
    pub tables: Vec<Decided>,
    pub spend: Option<Spent>,
}

/// Gathers the tables of a step. A month of an office is counted; everything else is made of stored parts, so that it
/// agrees with what was published, and what was entered late changes nothing of it. Errors: 409 if another server has
/// decided it meanwhile.
pub(super) fn gather(
    conn: &mut AnyConnection,
    core: &Core,
    step: Step,
    threshold: Threshold,
    definition: i32,
) -> ApiResult<Gathered> {
    let (whose, period) = step;
    let kinds = published(definition);
    let all = offices::ids(conn)?;
    let last = stored::last_number(conn)?;
    let rows = stored::of_year(conn, period.in_year(), definition)?;
    for row in &rows {
        if row.step()? == step {
            return Err(ApiError::Refused(Code::Conflict));
        }
    }
    let (rows, money) = stored::split(rows);
    let mut funds = stored::funds(&rows)?;
    // Of a month of an office everything is counted here, once.
    let counted = match whose {
        Some(office) if period.parts().is_empty() => {
            let served = services_on(conn, office, period)?;
            funds.extend(new_funds(conn, &served, &funds)?);
            let before = stored::before(conn, core, &rows)?;
            let facts = count(conn, core, Wanted { office, period, kinds, funds: &funds }, &served, &before)?;
            Some((facts, Payments::of(&served)?))
        }
        _ => None,
    };
    let known = stored::open(conn, core, &rows, &funds)?;
    let scope = stored::scope(whose, &all, &all)?;
    let mut tables = Vec::new();
    match whose {
        Some(_) if counted.is_some() => {}
        Some(office) => {
            let months: Vec<String> = period.months().iter().map(ToString::to_string).collect();
            let here = |row: &stored::TableRow| row.office_id == office && months.contains(&row.period);
            let parts = stored::facts(conn, core, &rows, here)?;
            for kind in kinds.iter().copied() {
                let found: Option<Vec<&Facts>> =
                    months.iter().map(|month| parts.get(&(kind, office, month.clone()))).collect();
                // A month that could not be published leaves nothing to add up.
                let Some(found) = found else { continue };
                let mut whole = Facts::default();
                found.into_iter().for_each(|facts| whole.merge(facts, of_people(kind)));
                tables.push((kind, whole.table(kind, &funds, period, scope.clone())?, None));
            }
        }
        None => {
            for kind in kinds.iter().copied() {
                if let Some(exact) = stored::sum(&known, kind, period, &all) {
                    tables.push((kind, exact.table(kind, &funds, period, scope.clone())?, None));
                }
            }
        }
    }
    let (facts, paid) = counted.unzip();
    for (kind, facts) in facts.into_iter().flatten() {
        tables.push((kind, facts.table(kind, &funds, period, scope.clone())?, Some(facts)));
    }
    // In a fixed order, whatever they were counted in.
    tables.sort_by_key(|(kind, _, _)| kinds.iter().position(|one| one == kind));
    let before = stored::releases(&rows, &known, &funds, &all)?;
    let spend = publishes_spend(definition).then(|| Books::open(conn, core, &money, step, &all, paid)).transpose()?;
    Ok(Gathered { threshold, last, offices: all, funds, tables, before, spend })
}

/// Decides each table, with what was stored before and what was decided just now in mind. What cannot be shown at all is
/// withheld; what cannot even be withheld safely is left out, and so is everything that would be made of it.
///
/// # Errors
/// Why nothing of it can be published.
pub(super) fn decide_all(gathered: Gathered) -> Result<Bundle, ReleaseRefusal> {
    // Tables that count different things say nothing about each other.
    let mut stored: BTreeMap<String, Vec<Release>> = BTreeMap::new();
    for (_, release) in gathered.before {
        stored.entry(release.exact().measure().code.clone()).or_default().push(release);
    }
    let mut refusal = ReleaseRefusal::TooNarrow;
    let mut decided = Vec::new();
    for (kind, table, facts) in gathered.tables {
        let stored = stored.entry(table.measure().code.clone()).or_default();
        let (outcome, withheld) = match decide(table.clone(), gathered.threshold, stored) {
            Err(Refused::NothingLeft | Refused::TooNarrow { .. }) => {
                (withhold(table, gathered.threshold, stored), true)
            }
            outcome => (outcome, false),
        };
        match outcome {
            Ok(release) => {
                stored.push(release.clone());
                decided.push(Decided { kind, release, withheld, facts });
            }
            Err(Refused::PartMissing { .. }) => refusal = ReleaseRefusal::OtherOffices,
            Err(Refused::Disagree | Refused::Again) => refusal = ReleaseRefusal::Disagree,
            Err(Refused::TooNarrow { .. } | Refused::NothingLeft) => refusal = ReleaseRefusal::TooNarrow,
        }
    }
    if decided.is_empty() {
        return Err(refusal);
    }
    let services = decided.iter().find(|one| one.kind == ReportTable::ServicesByGroup && !one.withheld);
    let services = services.map(|one| &one.release);
    let spend = gathered.spend.map(|books| books.decide(gathered.threshold, services));
    Ok(Bundle { tables: decided, spend })
}
