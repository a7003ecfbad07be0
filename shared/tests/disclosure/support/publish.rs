//! The tables a programme publishes, counted with the crate and decided in order.

use super::programme::{OFFICES, Programme, SEXES};
use yaninda_shared::disclosure::{
    Dimension, Fact, Measure, Parts, Period, Refused, Release, Scope, Shape, Table, Threshold, decide, tally, withhold,
};

/// The fixed tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Services by category and status.
    Services,
    /// People served by sex and age band.
    SexAge,
    /// People served by sex and nationality; shares its margins by sex with the table before.
    SexNationality,
    /// People served by category of service (a person may be in several) and sex.
    CategorySex,
}

pub const KINDS: [Kind; 4] = [Kind::Services, Kind::SexAge, Kind::SexNationality, Kind::CategorySex];

fn dimension(code: &str, size: usize, parts: Parts, identifies: bool) -> Dimension {
    Dimension { code: code.into(), categories: (0..size).map(|n| format!("{code}{n}")).collect(), parts, identifies }
}

pub fn shape(programme: &Programme, kind: Kind) -> Shape {
    let sex = dimension("sex", SEXES, Parts::Partition, true);
    Shape::new(match kind {
        Kind::Services => vec![
            dimension("category", programme.categories, Parts::Partition, true),
            dimension("status", programme.statuses, Parts::Partition, false),
        ],
        Kind::SexAge => vec![sex, dimension("age", programme.ages, Parts::Partition, true)],
        Kind::SexNationality => vec![sex, dimension("nationality", programme.nationalities, Parts::Partition, true)],
        Kind::CategorySex => vec![dimension("category", programme.categories, Parts::Overlapping, true), sex],
    })
    .unwrap()
}

pub fn facts(programme: &Programme, kind: Kind, months: &[u8], office: Option<usize>) -> Vec<Fact> {
    let services = programme.services.iter().filter(|service| months.contains(&service.month));
    services
        .filter_map(|service| {
            let person = &programme.people[service.person];
            let here = office.is_none_or(|office| person.office == office);
            here.then(|| Fact {
                person: person.id,
                categories: match kind {
                    Kind::Services => vec![service.category, service.status],
                    Kind::SexAge => vec![person.sex, person.age],
                    Kind::SexNationality => vec![person.sex, person.nationality],
                    Kind::CategorySex => vec![service.category, person.sex],
                },
            })
        })
        .collect()
}

pub fn table(programme: &Programme, kind: Kind, period: (Period, &[u8]), office: Option<usize>) -> Table {
    let shape = shape(programme, kind);
    let counted = tally(&shape, &facts(programme, kind, period.1, office)).unwrap();
    let events = kind == Kind::Services;
    let measure = Measure {
        code: if events { "services" } else { "people" }.into(),
        over_time: if events { Parts::Partition } else { Parts::Overlapping },
        over_offices: Parts::Partition,
    };
    let scope = office.map_or_else(|| Scope::All((0..OFFICES as u32).collect()), |office| Scope::Office(office as u32));
    let (counts, people) = if events { (counted.facts, Some(counted.people)) } else { (counted.people, None) };
    Table::new(measure, period.0, scope, shape, counts, people).unwrap()
}

/// Months 1 to `months` and the quarters they fill, parts before totals.
pub fn periods(months: u8) -> Vec<(Period, Vec<u8>)> {
    let mut periods = Vec::new();
    for month in 1..=months {
        periods.push((Period::month(2026, month).unwrap(), vec![month]));
        if month % 3 == 0 {
            periods.push((Period::quarter(2026, month / 3).unwrap(), vec![month - 2, month - 1, month]));
        }
    }
    if months == 12 {
        periods.push((Period::year(2026), (1..=12).collect()));
    }
    periods
}

/// What became of the tables of one programme.
#[derive(Default)]
pub struct Outcome {
    pub releases: Vec<Release>,
    pub decided: usize,
    pub withheld: usize,
    pub refused: usize,
    pub slowest: std::time::Duration,
}

/// Decides every table of every period; withholds where nothing is left; leaves out what is refused outright.
pub fn publish(programme: &Programme, kinds: &[Kind], months: u8, threshold: Threshold) -> Outcome {
    let mut outcome = Outcome::default();
    for (period, covered) in periods(months) {
        for office in (0..OFFICES).map(Some).chain([None]) {
            for &kind in kinds {
                let table = table(programme, kind, (period, &covered), office);
                let start = std::time::Instant::now();
                let decision = decide(table.clone(), threshold, &outcome.releases);
                outcome.slowest = outcome.slowest.max(start.elapsed());
                match decision {
                    Ok(release) => {
                        outcome.decided += 1;
                        outcome.releases.push(release);
                    }
                    Err(Refused::Again | Refused::Disagree) => panic!("{period:?} {office:?} {kind:?}"),
                    Err(_) => match withhold(table, threshold, &outcome.releases) {
                        Ok(release) => {
                            outcome.withheld += 1;
                            outcome.releases.push(release);
                        }
                        Err(_) => outcome.refused += 1,
                    },
                }
            }
        }
    }
    outcome
}
