//! Everything a reader may know, as one linear system over the cells of all releases together.
//!
//! Variables are cells (a margin shared by two tables is one variable) and slacks of inequalities, all whole and ≥ 0.
//! Every row says Σ coefficient × variable = 0. Shown cells are constants; the exact figures are one solution.

use crate::disclosure::{
    release::Release,
    shape::Parts,
    table::{Scope, Table, agrees},
};
use std::collections::{BTreeMap, BTreeSet};

/// A row: variables with their coefficients, summing to 0.
pub(crate) type Row = Vec<(usize, i64)>;

/// One unknown or published count.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    /// The exact value.
    pub truth: i64,
    /// Whether readers see it.
    pub shown: bool,
    /// The width its interval must have; 0 for slacks, which are not figures of anything.
    pub need: i64,
}

/// Cells of several releases and what binds them.
#[derive(Clone, Debug, Default)]
pub(crate) struct System {
    pub variables: Vec<Variable>,
    pub rows: Vec<Row>,
    /// Per variable, the rows it occurs in.
    pub touching: Vec<Vec<usize>>,
    /// Per release and cell, its variable.
    pub cells: Vec<Vec<usize>>,
    /// Totals and parts that follow from the rows; for finding figures that are given away.
    implied: Vec<(usize, Vec<usize>)>,
}

/// Two figures that must agree do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Disagree;

type Key = (String, crate::disclosure::Period, Scope, Vec<(String, usize)>);
type Relations = BTreeSet<(usize, Vec<usize>, Parts)>;

impl System {
    /// The system of these releases, parts before totals.
    ///
    /// # Errors
    /// [`Disagree`] if a shared margin has two values, or a total does not fit its parts in other releases.
    pub fn of(releases: &[&Release]) -> Result<Self, Disagree> {
        let mut system = Self::default();
        let mut known: BTreeMap<Key, usize> = BTreeMap::new();
        for release in releases {
            let cells = (0..release.exact().shape().cells())
                .map(|cell| system.variable(&mut known, release, cell))
                .collect::<Result<_, _>>()?;
            system.cells.push(cells);
        }
        for (total, parts, rule) in system.relations(releases)? {
            system.relate(total, &parts, rule);
        }
        system.index();
        Ok(system)
    }

    /// Leaves only the rows given: the others cannot matter.
    pub fn keep(&mut self, rows: &BTreeSet<usize>) {
        let all = std::mem::take(&mut self.rows);
        self.rows = all.into_iter().enumerate().filter(|(row, _)| rows.contains(row)).map(|(_, terms)| terms).collect();
        self.index();
    }

    fn index(&mut self) {
        self.touching = vec![Vec::new(); self.variables.len()];
        for (row, terms) in self.rows.iter().enumerate() {
            for &(variable, _) in terms {
                if let Some(rows) = self.touching.get_mut(variable) {
                    rows.push(row);
                }
            }
        }
    }

    /// The exact value of a variable.
    pub fn truth(&self, variable: usize) -> i64 {
        self.variables.get(variable).map_or(0, |variable| variable.truth)
    }

    /// Whether readers do not see it: a hidden cell or a slack.
    pub fn is_free(&self, variable: usize) -> bool {
        self.variables.get(variable).is_some_and(|variable| !variable.shown)
    }

    /// Whether it is a hidden cell of a release.
    pub fn is_hidden_cell(&self, variable: usize) -> bool {
        self.variables.get(variable).is_some_and(|variable| !variable.shown && variable.need > 0)
    }

    /// Shows or hides a variable.
    pub fn show(&mut self, variable: usize, shown: bool) {
        if let Some(variable) = self.variables.get_mut(variable) {
            variable.shown = shown;
        }
    }

    /// The hidden figures that shown ones give away by a single subtraction in an implied total.
    pub fn given_away(&self) -> BTreeSet<usize> {
        let alone = |(total, parts): &(usize, Vec<usize>)| {
            let mut free = parts.iter().chain([total]).copied().filter(|&variable| self.is_free(variable));
            free.next().filter(|_| free.next().is_none())
        };
        self.implied.iter().filter_map(alone).collect()
    }

    /// Takes a figure that is given away out of the proof: that it is known adds nothing, and it needs no protection.
    pub fn set_aside(&mut self, variable: usize) {
        if let Some(variable) = self.variables.get_mut(variable) {
            variable.shown = false;
            variable.need = 0;
        }
    }

    /// The rows a variable occurs in, with their terms.
    pub fn rows_of(&self, variable: usize) -> impl Iterator<Item = (usize, &Row)> {
        let rows = self.touching.get(variable).into_iter().flatten();
        rows.filter_map(|&row| self.rows.get(row).map(|terms| (row, terms)))
    }

    fn variable(
        &mut self,
        known: &mut BTreeMap<Key, usize>,
        release: &Release,
        cell: usize,
    ) -> Result<usize, Disagree> {
        let table = release.exact();
        let truth = i64::try_from(table.count(cell)).map_err(|_| Disagree)?;
        let need = release.threshold().wide();
        let fresh = self.variables.len();
        let variable = *known.entry(key(table, cell)).or_insert(fresh);
        if variable == fresh {
            self.variables.push(Variable { truth, shown: release.is_shown(cell), need });
        } else if let Some(old) = self.variables.get_mut(variable) {
            if old.truth != truth {
                return Err(Disagree);
            }
            old.shown |= release.is_shown(cell);
            old.need = old.need.max(need);
        }
        Ok(variable)
    }

    /// The relations of all releases.
    ///
    /// A table that is the sum of stored tables gets one row per cell, over the cells that are sums of nothing; its own
    /// lines, and its other parts, follow from those of its parts and are only checked. So a hidden sum occurs in one
    /// row, which binds nothing else. A shown total of shown parts gets no row: those of its parts say it already.
    fn relations(&mut self, releases: &[&Release]) -> Result<Relations, Disagree> {
        let mut relations = Relations::new();
        let mut sums: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut implied = Vec::new();
        let mut redundant = BTreeSet::new();
        for (release, cells) in releases.iter().zip(&self.cells) {
            let table = release.exact();
            let mut own: Vec<(usize, Vec<usize>, Parts)> = Vec::new();
            for line in table.shape().lines() {
                let parts = line.parts.iter().filter_map(|&part| cells.get(part).copied()).collect();
                own.extend(cells.get(line.total).map(|&total| (total, parts, line.rule)));
            }
            let mut summed = false;
            for (wanted, rule) in wanted_parts(table).into_iter().rev() {
                let found: Option<Vec<&Vec<usize>>> =
                    wanted.iter().map(|(period, scope)| self.cells_of(releases, table, *period, scope)).collect();
                let Some(found) = found else { continue };
                let sum = rule == Parts::Partition && !summed;
                for (cell, &total) in cells.iter().enumerate() {
                    let parts: Vec<usize> = found.iter().filter_map(|cells| cells.get(cell).copied()).collect();
                    if sum {
                        let leaf = |part: &usize| sums.get(part).cloned().unwrap_or_else(|| vec![*part]);
                        sums.insert(total, parts.iter().flat_map(leaf).collect());
                    }
                    own.push((total, parts, rule));
                }
                summed |= sum;
            }
            if own.iter().any(|(total, parts, rule)| !self.agree(*total, parts, *rule)) {
                return Err(Disagree);
            }
            if summed {
                let known = own.iter().filter(|(total, parts, rule)| {
                    let all = parts.iter().chain([total]).all(|&variable| !self.is_free(variable));
                    *rule == Parts::Partition && all
                });
                redundant.extend(known.map(|(total, _, _)| *total));
                let sums = own.into_iter().filter(|(_, _, rule)| *rule == Parts::Partition);
                implied.extend(sums.map(|(total, parts, _)| (total, parts)));
            } else {
                relations.extend(own);
            }
        }
        self.implied = implied;
        let needed = sums.into_iter().filter(|(total, _)| !redundant.contains(total));
        relations.extend(needed.map(|(total, parts)| (total, parts, Parts::Partition)));
        Ok(relations)
    }

    fn agree(&self, total: usize, parts: &[usize], rule: Parts) -> bool {
        let counts = |variable| u64::try_from(self.truth(variable)).unwrap_or(0);
        agrees(counts(total), parts.iter().map(|&part| counts(part)), rule)
    }

    /// The hidden figure that a row does nothing but define: the sum of figures ≥ 0, in no other row. Whatever its parts
    /// are, it can be.
    pub fn defined_by(&self, row: &Row) -> Option<usize> {
        let mut negative = row.iter().filter(|(_, sign)| *sign < 0).map(|&(variable, _)| variable);
        let (first, second) = (negative.next(), negative.next());
        let alone = |variable: &usize| self.touching.get(*variable).is_some_and(|rows| rows.len() == 1);
        first.filter(|sum| second.is_none() && self.is_free(*sum) && alone(sum))
    }

    fn cells_of(
        &self,
        releases: &[&Release],
        kind: &Table,
        period: crate::disclosure::Period,
        scope: &Scope,
    ) -> Option<&Vec<usize>> {
        let found = releases.iter().position(|release| is_of(release, kind, period, scope));
        found.and_then(|release| self.cells.get(release))
    }

    fn relate(&mut self, total: usize, parts: &[usize], rule: Parts) {
        let sum = parts.iter().map(|&part| (part, 1));
        match rule {
            Parts::Partition => self.rows.push(sum.chain([(total, -1)]).collect()),
            Parts::Overlapping => {
                self.at_least(sum.chain([(total, -1)]).collect());
                for &part in parts {
                    self.at_least(vec![(total, 1), (part, -1)]);
                }
            }
        }
    }

    /// Adds Σ ≥ 0 as Σ − slack = 0.
    fn at_least(&mut self, mut row: Row) {
        let truth = row.iter().map(|&(variable, coefficient)| coefficient * self.truth(variable)).sum();
        row.push((self.variables.len(), -1));
        self.variables.push(Variable { truth, shown: false, need: 0 });
        self.rows.push(row);
    }
}

/// The sets of (period, scope) that make up a table, each with its rule: its shorter periods, and its offices.
pub(crate) fn wanted_parts(table: &Table) -> Vec<(Vec<(crate::disclosure::Period, Scope)>, Parts)> {
    let mut wanted = Vec::new();
    let periods = table.period().parts();
    if !periods.is_empty() {
        let parts = periods.into_iter().map(|period| (period, table.scope().clone())).collect();
        wanted.push((parts, table.measure().over_time));
    }
    if let Scope::All(offices) = table.scope() {
        let parts = offices.iter().map(|&office| (table.period(), Scope::Office(office))).collect();
        wanted.push((parts, table.measure().over_offices));
    }
    wanted
}

/// Whether a release is that kind of table for that period and scope.
pub(crate) fn is_of(release: &Release, kind: &Table, period: crate::disclosure::Period, scope: &Scope) -> bool {
    let table = release.exact();
    table.period() == period && table.scope() == scope && table.same_kind(kind)
}

fn key(table: &Table, cell: usize) -> Key {
    let dimensions = table.shape().dimensions().iter();
    let mut at: Vec<(String, usize)> = dimensions
        .zip(table.shape().place(cell))
        .filter_map(|(dimension, category)| category.map(|category| (dimension.code.clone(), category)))
        .collect();
    at.sort();
    (table.measure().code.clone(), table.period(), table.scope().clone(), at)
}
