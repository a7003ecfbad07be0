//! The tables that were decided, as they are stored.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use yaninda_shared::{
    disclosure::{Cell, Period, Release, Scope, Shape, Table, Threshold},
    ids::{OfficeId, RawId, ReleaseTableId},
    releases::{DEFINITION, ReleaseScope, ReleaseState, measure},
    reports::{FigureRow, Figures, ReportTable},
};

use super::{
    counted::Before,
    facts::{Facts, of_people, shape_of},
    steps::Step,
};
use crate::{
    access::Core,
    audit::unpack_ids,
    db::{
        AnyConnection,
        schema::{release_tables, releases},
    },
    offices,
    problem::{ApiError, ApiResult},
    seal::Place,
};

/// Sealed column: the exact figures.
pub(super) fn counts_place(id: ReleaseTableId) -> Place {
    Place::new("release_tables.counts", id.raw())
}

/// Sealed column: who was counted where.
pub(super) fn facts_place(id: ReleaseTableId) -> Place {
    Place::new("release_tables.facts", id.raw())
}

/// What is sealed of a table: a count for each cell, and how many people stand behind it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Exact {
    pub counts: Vec<u64>,
    pub people: Option<Vec<u64>>,
}

impl Exact {
    /// Of a table.
    pub fn of(table: &Table) -> Self {
        let cells = 0..table.shape().cells();
        let people = (!measure_counts_people(table)).then(|| cells.clone().map(|cell| table.people(cell)).collect());
        Self { counts: cells.map(|cell| table.count(cell)).collect(), people }
    }

    /// Both together; a person is counted in one of them only.
    pub fn plus(self, other: &Self) -> Self {
        let sum = |one: &[u64], other: &[u64]| one.iter().zip(other).map(|(a, b)| a + b).collect::<Vec<u64>>();
        let people = self.people.as_ref().zip(other.people.as_ref()).map(|(one, other)| sum(one, other));
        Self { counts: sum(&self.counts, &other.counts), people }
    }

    /// As a table, with a row for each of these funds if it is one of funds.
    pub fn table(self, kind: ReportTable, funds: &[String], period: Period, scope: Scope) -> ApiResult<Table> {
        let shape = shape_of(kind, funds)?;
        Table::new(measure(kind), period, scope, shape, self.counts, self.people).map_err(ApiError::internal)
    }

    /// With the rows that the table has come to have since.
    fn widened(self, shape: &Shape) -> Self {
        let people = self.people.map(|people| widened(people, shape, 0));
        Self { counts: widened(self.counts, shape, 0), people }
    }
}

/// Cells as they were stored in the order of a shape that may have further rows by now: those come last, before the row
/// of totals, and hold nothing, as everybody knows who reads that they were not there.
fn widened<T: Clone>(mut cells: Vec<T>, shape: &Shape, nothing: T) -> Vec<T> {
    let row: usize = shape.dimensions().iter().skip(1).map(|one| one.categories.len() + 1).product();
    let at = cells.len().saturating_sub(row);
    let missing = shape.cells().saturating_sub(cells.len());
    cells.splice(at..at, std::iter::repeat_n(nothing, missing));
    cells
}

fn measure_counts_people(table: &Table) -> bool {
    table.measure().over_time == yaninda_shared::disclosure::Parts::Overlapping
}

/// A decided table, but for its facts.
#[derive(Clone, Debug, Queryable)]
pub(super) struct TableRow {
    pub id: ReleaseTableId,
    pub office_id: OfficeId,
    pub scope: ReleaseScope,
    pub period: String,
    pub kind: ReportTable,
    pub threshold: i32,
    pub withheld: bool,
    pub published: String,
    pub offices: Option<Vec<u8>>,
    pub counts: Option<Vec<u8>>,
}

impl TableRow {
    /// Whose figures of which period.
    pub fn step(&self) -> ApiResult<Step> {
        let whose = (self.scope == ReleaseScope::Office).then_some(self.office_id);
        Ok((whose, Period::parse(&self.period).map_err(ApiError::internal)?))
    }

    /// The offices together; none of a table of one.
    pub fn offices(&self) -> Vec<OfficeId> {
        let ids = unpack_ids(self.offices.as_deref().unwrap_or_default()).into_iter();
        ids.map(|id| OfficeId::from_raw(RawId(id))).collect()
    }

    fn shown(&self) -> ApiResult<Shown> {
        serde_json::from_str(&self.published).map_err(ApiError::internal)
    }

    /// As everybody sees it.
    pub fn figures(&self) -> ApiResult<Figures> {
        if self.withheld {
            return Ok(withheld(self.kind));
        }
        let shown = self.shown()?;
        let mut figures = figures(self.kind, shown.funds(), shown.cells())?;
        // A fund that paid for nothing here is that of another office.
        let nothing = |row: &FigureRow| row.cells.iter().all(|cell| *cell == Some(0));
        figures.rows.retain(|row| !shown.funds().contains(&row.code) || !nothing(row));
        Ok(figures)
    }

    fn exact(&self, conn: &mut AnyConnection, core: &Core) -> ApiResult<Option<Exact>> {
        let Some(sealed) = &self.counts else { return Ok(None) };
        Ok(Some(core.keys.office(conn, self.office_id)?.open(counts_place(self.id), sealed)?))
    }
}

/// What is stored of a decided table in clear: what every reader sees of it, in the order of its cells.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Shown {
    Cells(Vec<Option<u64>>),
    ByFund { funds: Vec<String>, cells: Vec<Option<u64>> },
}

impl Shown {
    fn cells(&self) -> &[Option<u64>] {
        match self {
            Self::Cells(cells) | Self::ByFund { cells, .. } => cells,
        }
    }

    fn funds(&self) -> &[String] {
        match self {
            Self::Cells(_) => &[],
            Self::ByFund { funds, .. } => funds,
        }
    }
}

/// A table of these cells, in the order of its shape.
pub(super) fn figures(kind: ReportTable, funds: &[String], cells: &[Option<u64>]) -> ApiResult<Figures> {
    let shape = shape_of(kind, funds)?;
    let mut codes = shape.dimensions().iter().map(|one| one.categories.clone());
    let (rows, columns) = (codes.next().unwrap_or_default(), codes.next().unwrap_or_default());
    Ok(Figures::new(kind, &rows, &columns, cells))
}

/// A table of which nothing is published.
pub(super) fn withheld(kind: ReportTable) -> Figures {
    Figures { table: kind, columns: Vec::new(), rows: Vec::new(), withheld: true }
}

/// What everybody sees of a decided table, as text.
pub(super) fn published(kind: ReportTable, funds: &[String], release: &Release) -> ApiResult<String> {
    let cell = |cell| match cell {
        Cell::Shown(count) => Some(count),
        Cell::Hidden => None,
    };
    let cells = release.cells().map(cell).collect();
    let shown = match kind {
        ReportTable::ServicesByFund => Shown::ByFund { funds: funds.to_vec(), cells },
        _ => Shown::Cells(cells),
    };
    serde_json::to_string(&shown).map_err(ApiError::internal)
}

/// The version that a year is published in: that of its first release, or today's.
pub(super) fn definition(conn: &mut AnyConnection, year: u16) -> ApiResult<i32> {
    let begun: Option<i32> = releases::table
        .filter(releases::period.like(format!("{year}%")))
        .filter(releases::state.ne(ReleaseState::Refused))
        .select(diesel::dsl::min(releases::definition))
        .get_result(conn)?;
    Ok(begun.unwrap_or(DEFINITION))
}

/// Everything decided of a year, in the order in which it was; money too.
pub(super) fn of_year(conn: &mut AnyConnection, year: u16, definition: i32) -> ApiResult<Vec<TableRow>> {
    Ok(release_tables::table
        .filter(release_tables::year.eq(i32::from(year)))
        .filter(release_tables::definition.eq(definition))
        .order(release_tables::number)
        .select((
            release_tables::id,
            release_tables::office_id,
            release_tables::scope,
            release_tables::period,
            release_tables::kind,
            release_tables::threshold,
            release_tables::withheld,
            release_tables::published,
            release_tables::offices,
            release_tables::counts,
        ))
        .load(conn)?)
}

/// The funds that have a row of their own in a year by now.
pub(super) fn funds(rows: &[TableRow]) -> ApiResult<Vec<String>> {
    let latest = rows.iter().rfind(|row| row.kind == ReportTable::ServicesByFund);
    Ok(latest.map(TableRow::shown).transpose()?.map(|shown| shown.funds().to_vec()).unwrap_or_default())
}

/// The rows of tables of counts, and those of money.
pub(super) fn split(rows: Vec<TableRow>) -> (Vec<TableRow>, Vec<TableRow>) {
    rows.into_iter().partition(|row| row.kind != ReportTable::Spend)
}

/// The number of the latest decision, of any year.
pub(super) fn last_number(conn: &mut AnyConnection) -> ApiResult<i64> {
    let last: Option<i64> = release_tables::table.select(diesel::dsl::max(release_tables::number)).get_result(conn)?;
    Ok(last.unwrap_or(0))
}

/// The stored exact figures of offices, by table and step.
pub(super) type Known = HashMap<(ReportTable, Step), Exact>;

/// Opens the exact figures of these tables, with a row for each of these funds.
pub(super) fn open(conn: &mut AnyConnection, core: &Core, rows: &[TableRow], funds: &[String]) -> ApiResult<Known> {
    let mut known = Known::new();
    for row in rows {
        if let Some(exact) = row.exact(conn, core)? {
            known.insert((row.kind, row.step()?), exact.widened(&shape_of(row.kind, funds)?));
        }
    }
    Ok(known)
}

/// The figures of these offices together, if each has its own stored.
pub(super) fn sum(known: &Known, kind: ReportTable, period: Period, offices: &[OfficeId]) -> Option<Exact> {
    let mut parts = offices.iter().map(|office| known.get(&(kind, (Some(*office), period))));
    let first = parts.next()??.clone();
    parts.try_fold(first, |sum, part| Some(sum.plus(part?)))
}

/// A number for each office, as decisions speak of them.
pub(super) fn scope(whose: Option<OfficeId>, offices: &[OfficeId], all: &[OfficeId]) -> ApiResult<Scope> {
    let number = |office: &OfficeId| {
        let at = all.iter().position(|one| one == office).and_then(|at| u32::try_from(at).ok());
        at.ok_or_else(|| ApiError::internal("a release of an office that is not there"))
    };
    match whose {
        Some(office) => Ok(Scope::Office(number(&office)?)),
        None => Ok(Scope::All(offices.iter().map(number).collect::<ApiResult<_>>()?)),
    }
}

/// The decisions behind these tables.
pub(super) fn releases(
    rows: &[TableRow],
    known: &Known,
    funds: &[String],
    all: &[OfficeId],
) -> ApiResult<Vec<(ReportTable, Release)>> {
    let mut releases = Vec::with_capacity(rows.len());
    for row in rows {
        let (whose, period) = row.step()?;
        let offices = row.offices();
        let exact = match whose {
            Some(_) => known.get(&(row.kind, (whose, period))).cloned(),
            None => sum(known, row.kind, period, &offices),
        };
        let exact = exact.ok_or_else(|| ApiError::internal("a release without its figures"))?;
        let table = exact.table(row.kind, funds, period, scope(whose, &offices, all)?)?;
        let threshold = u32::try_from(row.threshold).ok().and_then(|count| Threshold::parse(count).ok());
        let threshold = threshold.ok_or_else(|| ApiError::internal("a release without a threshold"))?;
        let shown = row.shown()?.cells().iter().map(Option::is_some).collect();
        let shown = widened(shown, table.shape(), true);
        releases.push((row.kind, Release::stored(table, threshold, shown)));
    }
    Ok(releases)
}

/// Who was counted where in these months, by office, month and table.
pub(super) fn facts(
    conn: &mut AnyConnection,
    core: &Core,
    rows: &[TableRow],
    wanted: impl Fn(&TableRow) -> bool,
) -> ApiResult<BTreeMap<(ReportTable, OfficeId, String), Facts>> {
    let mut found = BTreeMap::new();
    for row in rows.iter().filter(|row| wanted(row)) {
        let sealed: Option<Vec<u8>> =
            release_tables::table.find(row.id).select(release_tables::facts).get_result(conn)?;
        if let Some(sealed) = sealed {
            let clear = core.keys.office(conn, row.office_id)?.open_bytes(facts_place(row.id), &sealed)?;
            found.insert((row.kind, row.office_id, row.period.clone()), Facts::unpack(&clear)?);
        }
    }
    Ok(found)
}

/// Where a year has counted each person already.
pub(super) fn before(conn: &mut AnyConnection, core: &Core, rows: &[TableRow]) -> ApiResult<Before> {
    let mut before = Before::new();
    for ((kind, office, _), facts) in facts(conn, core, rows, |row| of_people(row.kind))? {
        let people = before.entry(kind).or_default();
        for (case, cell) in facts.0.into_keys() {
            people.entry(case).or_insert((office, cell));
        }
    }
    Ok(before)
}

/// Every decision about counts of a year, in order, with its exact figures; for whoever checks that nothing can be worked
/// out from them.
pub fn decided(conn: &mut AnyConnection, core: &Core, year: u16) -> ApiResult<Vec<(ReportTable, Release)>> {
    let version = definition(conn, year)?;
    let (all, (rows, _)) = (offices::ids(conn)?, split(of_year(conn, year, version)?));
    let funds = funds(&rows)?;
    let known = open(conn, core, &rows, &funds)?;
    releases(&rows, &known, &funds, &all)
}
