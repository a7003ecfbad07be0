//! The definition of the published tables.

use crate::{
    disclosure::{Dimension, Measure, Parts, Shape},
    reports::{Axis, ReportTable},
};

/// Counts up when a published table is counted otherwise, by other categories, or when there is another table. Tables of
/// different versions are unrelated; a year is published in one version only, that in which it was begun.
///
/// - 1: services, people, cases, milestones, appointments.
/// - 2: also services by fund, ratings, and money.
pub const DEFINITION: i32 = 2;

/// Funds with a row of their own in a year; services that further ones paid are counted with those of unlisted ones.
pub const MOST_FUNDS: usize = 60;

/// The tables of counts of a version, in the order in which they are decided.
#[must_use]
pub const fn published(definition: i32) -> &'static [ReportTable] {
    match definition {
        ..2 => &[
            ReportTable::ServicesByGroup,
            ReportTable::PeopleByAge,
            ReportTable::PeopleByNationality,
            ReportTable::Cases,
            ReportTable::Milestones,
            ReportTable::Appointments,
        ],
        2.. => &[
            ReportTable::ServicesByGroup,
            ReportTable::ServicesByFund,
            ReportTable::PeopleByAge,
            ReportTable::PeopleByNationality,
            ReportTable::Cases,
            ReportTable::Milestones,
            ReportTable::Ratings,
            ReportTable::Appointments,
        ],
    }
}

/// Whether money is published in a version, after the counts.
#[must_use]
pub const fn publishes_spend(definition: i32) -> bool {
    definition >= 2
}

fn dimension(axis: Axis, funds: &[String]) -> Option<Dimension> {
    let mut categories: Vec<String> = axis.categories().into_iter().map(str::to_owned).collect();
    if axis == Axis::Fund {
        categories.extend(funds.iter().cloned());
    }
    // Its name is that of its texts: the same wherever it occurs.
    let code = format!("{axis:?}").to_lowercase();
    (!categories.is_empty()).then(|| Dimension {
        code,
        categories,
        parts: Parts::Partition,
        identifies: axis.identifies(),
    })
}

/// The shape of a published table; `funds` are those of its year with a row of their own, in the order in which they
/// first paid for something: a later one comes last, so that rows keep their places. Nothing if it had too many figures,
/// which a test rules out.
#[must_use]
pub fn shape(table: ReportTable, funds: &[String]) -> Option<Shape> {
    let (rows, columns) = table.axes();
    Shape::new([rows, columns].into_iter().filter_map(|axis| dimension(axis, funds)).collect())
}

/// What a published table counts. People are counted once in a period, so months overlap; each is counted in one
/// office a year. Everything else is an event.
#[must_use]
pub fn measure(table: ReportTable) -> Measure {
    let (code, over_time) = match table {
        ReportTable::People | ReportTable::PeopleByAge | ReportTable::PeopleByNationality => {
            ("people", Parts::Overlapping)
        }
        ReportTable::Services
        | ReportTable::ServicesByGroup
        | ReportTable::ServicesByAge
        | ReportTable::ServicesByNationality
        | ReportTable::ServicesByFund => ("services", Parts::Partition),
        ReportTable::Cases => ("cases", Parts::Partition),
        ReportTable::Milestones => ("milestones", Parts::Partition),
        ReportTable::Outcomes => ("outcomes", Parts::Partition),
        ReportTable::Ratings => ("ratings", Parts::Partition),
        ReportTable::Spend => ("spend", Parts::Partition),
        ReportTable::Appointments => ("appointments", Parts::Partition),
    };
    Measure { code: code.to_owned(), over_time, over_offices: Parts::Partition }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_published_table_has_a_shape() {
        let funds: Vec<String> = (0..MOST_FUNDS).map(|n| format!("F{n}")).collect();
        for table in published(DEFINITION) {
            let shape = shape(*table, &funds).unwrap();
            assert!((2..=300).contains(&shape.cells()), "{table}: {}", shape.cells());
        }
    }

    #[test]
    fn a_version_holds_everything_of_the_one_before() {
        assert_eq!(published(1).len(), 6);
        assert!(published(1).iter().all(|table| published(2).contains(table)));
        assert!(!publishes_spend(1) && publishes_spend(2));
    }
}
