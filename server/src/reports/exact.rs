//! Counting an office's exact figures.

use std::collections::{BTreeMap, HashMap, HashSet};

use yaninda_shared::{
    cases::Sex,
    catalogue::Category,
    disclosure::Period,
    ids::{CaseId, OfficeId},
    reports::{AgeBand, CaseFlow, DonorReport, Figures, FundRow, Further, ReportTable, Spend},
    services::ServiceStatus,
    values::{Currency, FundCode, NaiveDate},
};

use super::{
    grid::Grid,
    happened::{Served, appointments_on, cases_on, milestones_on, services_on},
    rated::changes_by,
};
use crate::{
    access::{Core, InOffice, Reading},
    cases::{OfficeNames, Traits},
    db::AnyConnection,
    problem::{ApiError, ApiResult},
};

/// The report of the caller's office.
pub(super) fn report(
    reading: &mut Reading<'_, InOffice>,
    period: Period,
    fund: Option<FundCode>,
) -> ApiResult<DonorReport> {
    let (office, core) = (reading.caller.office, reading.core);
    let mut served = services_on(reading.conn, office, period)?;
    if let Some(fund) = &fund {
        served.retain(|service| service.fund.as_deref() == Some(fund.as_str()));
    }
    let mut tables = core.names.look(reading.conn, &core.keys, office, |names| of_services(&served, names, period))?;
    let spend = spent(&served)?;
    // What is paid by no fund belongs to none.
    if fund.is_none() {
        tables.extend(of_the_rest(reading.conn, core, office, period)?);
    }
    Ok(DonorReport { office, period, fund, tables, spend })
}

fn sex(traits: &Traits) -> &'static str {
    traits.sex.unwrap_or(Sex::Unknown).as_str()
}

fn nationality(traits: &Traits) -> String {
    traits.nationality.clone().map_or_else(|| Further::Unknown.as_str().to_owned(), String::from)
}

fn of_services(served: &[Served], names: &OfficeNames, period: Period) -> Vec<Figures> {
    let nobody = Traits::default();
    let who = |case: CaseId| names.traits(case).unwrap_or(&nobody);
    let reached: HashSet<CaseId> = served.iter().filter(|one| one.reached()).map(|one| one.case).collect();
    let year = NaiveDate::from_ymd_opt(i32::from(period.in_year()), 1, 1).unwrap_or_default();

    let mut people = Grid::of(ReportTable::People);
    let mut people_by_age = Grid::of(ReportTable::PeopleByAge);
    let mut people_from: BTreeMap<String, u64> = BTreeMap::new();
    for case in &reached {
        let traits = who(*case);
        people.add("", "", 1);
        people_by_age.add(AgeBand::of(traits.born, year).as_str(), sex(traits), 1);
        *people_from.entry(nationality(traits)).or_default() += 1;
    }

    // Counted small first: two hundred thousand services have few kinds, and each person has a few days.
    let mut kinds: HashMap<(Category, ServiceStatus), u64> = HashMap::new();
    let mut ages: HashMap<(AgeBand, &'static str), u64> = HashMap::new();
    let mut by_person: HashMap<CaseId, u64> = HashMap::new();
    for one in served {
        *kinds.entry((one.category, one.status)).or_default() += 1;
        let traits = who(one.case);
        *ages.entry((AgeBand::of(traits.born, one.on), sex(traits))).or_default() += 1;
        *by_person.entry(one.case).or_default() += 1;
    }
    let mut services = Grid::of(ReportTable::Services);
    for ((category, status), many) in kinds {
        services.add(category.as_str(), status.as_str(), many);
    }
    let mut services_by_age = Grid::of(ReportTable::ServicesByAge);
    for ((age, sex), many) in ages {
        services_by_age.add(age.as_str(), sex, many);
    }
    let mut services_from: BTreeMap<String, u64> = BTreeMap::new();
    for (case, many) in by_person {
        *services_from.entry(nationality(who(case))).or_default() += many;
    }
    vec![
        people.show(),
        services.show(),
        services_by_age.show(),
        by_country(ReportTable::ServicesByNationality, services_from),
        by_fund(served),
        people_by_age.show(),
        by_country(ReportTable::PeopleByNationality, people_from),
    ]
}

/// One row for each country that occurs, those without one last.
fn by_country(table: ReportTable, counts: BTreeMap<String, u64>) -> Figures {
    let mut grid = Grid::with_rows(table, counts.keys().cloned().collect());
    for (code, many) in counts {
        grid.add(&code, "", many);
    }
    grid.show()
}

/// One row for each fund that occurs, after that of none.
fn by_fund(served: &[Served]) -> Figures {
    let mut funds: BTreeMap<Option<&str>, u64> = BTreeMap::from([(None, 0)]);
    for one in served {
        *funds.entry(one.fund.as_deref()).or_default() += 1;
    }
    let code = |fund: &Option<&str>| fund.unwrap_or(FundRow::None.as_str()).to_owned();
    let mut grid = Grid::with_rows(ReportTable::ServicesByFund, funds.keys().map(code).collect());
    for (fund, many) in &funds {
        grid.add(&code(fund), "", *many);
    }
    grid.show()
}

fn spent(served: &[Served]) -> ApiResult<Vec<Spend>> {
    let mut sums: BTreeMap<(Option<&str>, Category, &str), i64> = BTreeMap::new();
    for one in served.iter().filter(|one| one.status == ServiceStatus::Delivered) {
        if let (Some(cost), Some(currency)) = (one.cost, one.currency.as_deref()) {
            *sums.entry((one.fund.as_deref(), one.category, currency)).or_default() += cost;
        }
    }
    let spend = |((fund, category, currency), minor): ((Option<&str>, Category, &str), i64)| {
        let currency = Currency::parse(currency).map_err(ApiError::internal)?;
        let fund = fund.map(FundCode::parse).transpose().map_err(ApiError::internal)?;
        Ok(Spend { fund, category, minor, currency })
    };
    sums.into_iter().map(spend).collect()
}

fn of_the_rest(conn: &mut AnyConnection, core: &Core, office: OfficeId, period: Period) -> ApiResult<Vec<Figures>> {
    let mut cases = Grid::of(ReportTable::Cases);
    let (opened, closed) = cases_on(conn, office, period)?;
    for (flow, ids) in [(CaseFlow::Opened, opened), (CaseFlow::Closed, closed)] {
        cases.add(flow.as_str(), "", u64::try_from(ids.len()).unwrap_or(u64::MAX));
    }
    let mut milestones = Grid::of(ReportTable::Milestones);
    for (_, kind) in milestones_on(conn, office, period)? {
        milestones.add(kind.map_or(Further::Own.as_str(), |kind| kind.as_str()), "", 1);
    }
    let mut appointments = Grid::of(ReportTable::Appointments);
    for (_, state) in appointments_on(conn, office, period)? {
        appointments.add(state.as_str(), "", 1);
    }
    Ok(vec![cases.show(), milestones.show(), outcomes(conn, core, office, period)?, appointments.show()])
}

/// From the first rating of a domain to the latest by the end of the period, of everybody rated by then.
fn outcomes(conn: &mut AnyConnection, core: &Core, office: OfficeId, period: Period) -> ApiResult<Figures> {
    let mut grid = Grid::of(ReportTable::Outcomes);
    for (domain, change, many) in changes_by(conn, core, office, period)? {
        grid.add(domain.as_str(), change.as_str(), many);
    }
    Ok(grid.show())
}
