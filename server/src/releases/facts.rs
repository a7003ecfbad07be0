//! Who was counted where, so that a person counts once in a longer period.

use std::collections::BTreeMap;

use yaninda_shared::{
    disclosure::{Fact, Parts, Period, Scope, Shape, Table, tally},
    ids::{CaseId, RawId},
    releases::{measure, shape},
    reports::ReportTable,
};

use crate::problem::{ApiError, ApiResult};

/// How often a case was counted in a cell that is no total.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts(pub BTreeMap<(CaseId, u16), u32>);

/// Bytes of one: id, cell, how often.
const WIDTH: usize = 22;

impl Facts {
    /// Counts a case once more.
    pub fn add(&mut self, case: CaseId, cell: u16) {
        *self.0.entry((case, cell)).or_default() += 1;
    }

    /// Takes in those of another period or office. Of people each counts once, in the cell that comes first.
    pub fn merge(&mut self, other: &Self, once: bool) {
        for (&(case, cell), &times) in &other.0 {
            let known = self.0.range((case, 0)..=(case, u16::MAX)).next().is_some();
            if !(once && known) {
                *self.0.entry((case, cell)).or_default() += times;
            }
        }
    }

    /// As bytes.
    pub fn pack(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len() * WIDTH);
        for ((case, cell), times) in &self.0 {
            bytes.extend_from_slice(case.raw().0.as_bytes());
            bytes.extend_from_slice(&cell.to_be_bytes());
            bytes.extend_from_slice(&times.to_be_bytes());
        }
        bytes
    }

    /// From bytes. Errors: they are not whole.
    pub fn unpack(bytes: &[u8]) -> ApiResult<Self> {
        let broken = || ApiError::internal("facts of a release are not whole");
        let (chunks, rest) = bytes.as_chunks::<WIDTH>();
        if !rest.is_empty() {
            return Err(broken());
        }
        let one = |chunk: &[u8; WIDTH]| {
            let (id, rest) = chunk.split_first_chunk::<16>()?;
            let (cell, times) = rest.split_first_chunk::<2>()?;
            let times = u32::from_be_bytes(times.try_into().ok()?);
            Some(((CaseId::from_raw(RawId(uuid::Uuid::from_bytes(*id))), u16::from_be_bytes(*cell)), times))
        };
        chunks.iter().map(one).collect::<Option<BTreeMap<_, _>>>().map(Self).ok_or_else(broken)
    }

    /// The table that they make; of services by fund with a row for each of these funds.
    pub fn table(&self, kind: ReportTable, funds: &[String], period: Period, scope: Scope) -> ApiResult<Table> {
        let shape = shape_of(kind, funds)?;
        let mut facts = Vec::new();
        let (mut person, mut last) = (0, None);
        for (&(case, cell), &times) in &self.0 {
            if last.replace(case) != Some(case) {
                person += 1;
            }
            let categories: Vec<usize> = shape.place(usize::from(cell)).into_iter().flatten().collect();
            facts.extend((0..times).map(|_| Fact { person, categories: categories.clone() }));
        }
        let counted = tally(&shape, &facts).ok_or_else(|| ApiError::internal("a fact that fits no table"))?;
        let measure = measure(kind);
        let (counts, people) =
            if of_people(kind) { (counted.people, None) } else { (counted.facts, Some(counted.people)) };
        Table::new(measure, period, scope, shape, counts, people).map_err(ApiError::internal)
    }
}

/// Whether a table counts people rather than events.
pub(super) fn of_people(kind: ReportTable) -> bool {
    measure(kind).over_time == Parts::Overlapping
}

/// The shape of a published table.
pub(super) fn shape_of(kind: ReportTable, funds: &[String]) -> ApiResult<Shape> {
    shape(kind, funds).ok_or_else(|| ApiError::internal("a published table without a shape"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(n: u128) -> CaseId {
        CaseId::from_raw(RawId(uuid::Uuid::from_u128(n)))
    }

    #[test]
    fn facts_come_back_as_they_were_and_broken_ones_are_refused() {
        let mut facts = Facts::default();
        for (n, cell) in [(1, 3), (1, 3), (2, 0), (9, u16::MAX)] {
            facts.add(case(n), cell);
        }
        assert_eq!(Facts::unpack(&facts.pack()).unwrap(), facts);
        assert!(Facts::unpack(&facts.pack()[1..]).is_err());
    }

    #[test]
    fn a_person_of_two_months_counts_once_and_two_services_twice() {
        let month = |cells: &[(u128, u16)]| {
            let mut facts = Facts::default();
            cells.iter().for_each(|&(n, cell)| facts.add(case(n), cell));
            facts
        };
        let (january, february) = (month(&[(1, 0), (2, 1)]), month(&[(1, 0), (3, 1)]));
        for (kind, total) in [(ReportTable::PeopleByAge, 3), (ReportTable::Appointments, 4)] {
            let mut quarter = january.clone();
            quarter.merge(&february, of_people(kind));
            let table = quarter.table(kind, &[], Period::year(2026), Scope::Office(0)).unwrap();
            assert_eq!(table.count(table.shape().cells() - 1), total, "{kind}");
            assert_eq!(table.people(table.shape().cells() - 1), 3, "{kind}");
        }
    }
}
