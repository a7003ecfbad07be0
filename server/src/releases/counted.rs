//! Counting what is published of an office and a period, as the data is now.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;
use yaninda_shared::{
    cases::Sex,
    disclosure::Period,
    ids::{CaseId, OfficeId},
    releases::MOST_FUNDS,
    reports::{AgeBand, CaseFlow, FundRow, Further, ReportTable, StatusGroup},
    values::{Country, NaiveDate},
};

use super::facts::{Facts, of_people, shape_of};
use crate::{
    access::Core,
    cases::Traits,
    db::{AnyConnection, schema::funds},
    problem::{ApiError, ApiResult},
    reports::{Served, appointments_on, cases_on, milestones_on, ratings_in},
};

/// In which office and cell a person was counted before in the same year, by table.
pub(super) type Before = HashMap<ReportTable, HashMap<CaseId, (OfficeId, u16)>>;

/// The cells of a table by the codes of its axes.
struct Cells {
    rows: Vec<String>,
    columns: Vec<&'static str>,
    shape: yaninda_shared::disclosure::Shape,
    facts: Facts,
}

impl Cells {
    fn of(kind: ReportTable, funds: &[String]) -> ApiResult<Self> {
        let shape = shape_of(kind, funds)?;
        let rows = shape.dimensions().first().map(|rows| rows.categories.clone()).unwrap_or_default();
        Ok(Self { rows, columns: kind.axes().1.categories(), shape, facts: Facts::default() })
    }

    fn at(&self, row: &str, column: &str) -> ApiResult<u16> {
        let mut at = vec![self.rows.iter().position(|one| one == row)];
        if !self.columns.is_empty() {
            at.push(self.columns.iter().position(|one| *one == column));
        }
        let whole = at.iter().all(Option::is_some);
        let cell = self.shape.index(&at).filter(|_| whole).and_then(|cell| u16::try_from(cell).ok());
        cell.ok_or_else(|| ApiError::internal("a category that is in no published table"))
    }

    fn add(&mut self, case: CaseId, row: &str, column: &str) -> ApiResult<()> {
        let cell = self.at(row, column)?;
        self.facts.add(case, cell);
        Ok(())
    }
}

/// What is to be counted.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub office: OfficeId,
    pub period: Period,
    /// The tables of the version that its year is published in.
    pub kinds: &'a [ReportTable],
    /// Funds with a row of their own.
    pub funds: &'a [String],
}

/// Everything that happened, by table. A person whom the year has counted already stays in the cell, and in the office,
/// where that was: so that the months of a year add up, whatever is corrected meanwhile and whoever moves.
pub(super) fn count(
    conn: &mut AnyConnection,
    core: &Core,
    wanted: Wanted<'_>,
    served: &[Served],
    before: &Before,
) -> ApiResult<BTreeMap<ReportTable, Facts>> {
    let Wanted { office, period, kinds, funds } = wanted;
    let mut counted = BTreeMap::new();
    let mut services = Cells::of(ReportTable::ServicesByGroup, funds)?;
    let mut by_fund = Cells::of(ReportTable::ServicesByFund, funds)?;
    for one in served {
        services.add(one.case, one.category.as_str(), StatusGroup::from(one.status).as_str())?;
        by_fund.add(one.case, row_of_fund(funds, one.fund.as_deref()), "")?;
    }
    counted.insert(ReportTable::ServicesByGroup, services.facts);
    counted.insert(ReportTable::ServicesByFund, by_fund.facts);

    let mut reached: Vec<CaseId> = served.iter().filter(|one| one.reached()).map(|one| one.case).collect();
    reached.sort_unstable();
    reached.dedup();
    let people: Vec<(CaseId, Traits)> = core.names.look(conn, &core.keys, office, |names| {
        reached.into_iter().map(|case| (case, names.traits(case).cloned().unwrap_or_default())).collect()
    })?;
    let year = NaiveDate::from_ymd_opt(i32::from(period.in_year()), 1, 1).unwrap_or_default();
    let mut ages = Cells::of(ReportTable::PeopleByAge, funds)?;
    let mut countries = Cells::of(ReportTable::PeopleByNationality, funds)?;
    for (case, traits) in people {
        let sex = traits.sex.unwrap_or(Sex::Unknown).as_str();
        ages.add(case, AgeBand::of(traits.born, year).as_str(), sex)?;
        let country = country(&countries.rows, traits.nationality);
        countries.add(case, &country, "")?;
    }
    counted.insert(ReportTable::PeopleByAge, ages.facts);
    counted.insert(ReportTable::PeopleByNationality, countries.facts);

    let mut cases = Cells::of(ReportTable::Cases, funds)?;
    let (opened, closed) = cases_on(conn, office, period)?;
    for (flow, ids) in [(CaseFlow::Opened, opened), (CaseFlow::Closed, closed)] {
        ids.into_iter().try_for_each(|case| cases.add(case, flow.as_str(), ""))?;
    }
    counted.insert(ReportTable::Cases, cases.facts);

    let mut milestones = Cells::of(ReportTable::Milestones, funds)?;
    for (case, kind) in milestones_on(conn, office, period)? {
        milestones.add(case, kind.map_or(Further::Own.as_str(), |kind| kind.as_str()), "")?;
    }
    counted.insert(ReportTable::Milestones, milestones.facts);

    if kinds.contains(&ReportTable::Ratings) {
        let mut ratings = Cells::of(ReportTable::Ratings, funds)?;
        for month in period.months() {
            for (case, domain, change) in ratings_in(conn, core, office, month)? {
                ratings.add(case, domain.as_str(), change.as_str())?;
            }
        }
        counted.insert(ReportTable::Ratings, ratings.facts);
    }

    let mut appointments = Cells::of(ReportTable::Appointments, funds)?;
    for (case, state) in appointments_on(conn, office, period)? {
        appointments.add(case, state.as_str(), "")?;
    }
    counted.insert(ReportTable::Appointments, appointments.facts);
    counted.retain(|kind, _| kinds.contains(kind));
    for (kind, facts) in &mut counted {
        if let Some(before) = before.get(kind).filter(|_| of_people(*kind)) {
            *facts = as_before(facts, office, before);
        }
    }
    Ok(counted)
}

/// Funds of the programme that paid for one of these services and have no row yet, in the order of their codes. A code in
/// nobody's list of funds gets none: it is whatever somebody typed.
pub(super) fn new_funds(conn: &mut AnyConnection, served: &[Served], known: &[String]) -> ApiResult<Vec<String>> {
    let named: BTreeSet<&str> = served.iter().filter_map(|one| one.fund.as_deref()).collect();
    let mut new: Vec<String> = named.into_iter().map(str::to_owned).collect();
    new.retain(|fund| !known.contains(fund));
    if new.is_empty() {
        return Ok(new);
    }
    let listed: Vec<String> = funds::table.filter(funds::code.eq_any(&new)).select(funds::code).load(conn)?;
    new.retain(|fund| listed.contains(fund));
    new.truncate(MOST_FUNDS.saturating_sub(known.len()));
    Ok(new)
}

fn row_of_fund<'a>(funds: &[String], fund: Option<&'a str>) -> &'a str {
    match fund {
        Some(fund) if funds.iter().any(|one| one == fund) => fund,
        Some(_) => FundRow::Other.as_str(),
        None => FundRow::None.as_str(),
    }
}

fn country(listed: &[String], country: Option<Country>) -> String {
    let Some(country) = country.map(String::from) else { return Further::Unknown.as_str().to_owned() };
    if listed.contains(&country) { country } else { Further::Other.as_str().to_owned() }
}

fn as_before(facts: &Facts, office: OfficeId, before: &HashMap<CaseId, (OfficeId, u16)>) -> Facts {
    let mut kept = Facts::default();
    for &(case, cell) in facts.0.keys() {
        match before.get(&case) {
            None => kept.add(case, cell),
            Some((there, cell)) if *there == office => kept.add(case, *cell),
            Some(_) => {}
        }
    }
    kept
}
