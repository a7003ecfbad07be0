//! A neighbourhood of the system in which figures are moved, everything outside held at its exact value.
//!
//! Holding variables only takes solutions away, so whatever is reached inside a window is possible in the whole system.

use crate::disclosure::{system::Row, system::System, tableau::Tableau};
use std::collections::BTreeMap;

/// Variables of a neighbourhood, a whole-number solution, and a tableau to steer by.
pub(crate) struct Window {
    /// System variable of each local one.
    pub variables: Vec<usize>,
    /// A solution: whole, ≥ 0, satisfying every row exactly.
    pub values: Vec<i64>,
    /// Rows over local variables; what lies outside is constant, so moves must sum to 0.
    pub rows: Vec<Row>,
    pub tableau: Tableau,
}

impl Window {
    /// The free variables nearest to `centre`, at most `size`, starting from `point`, a solution of the system.
    pub fn around(system: &System, centre: usize, size: usize, point: &[i64]) -> Self {
        let mut local: BTreeMap<usize, usize> = BTreeMap::from([(centre, 0)]);
        let mut variables = vec![centre];
        let mut next = 0;
        while let Some(&variable) = variables.get(next) {
            next += 1;
            for &(other, _) in binding(system, variable, centre).flat_map(|(_, row)| row) {
                if variables.len() < size && system.is_free(other) && !local.contains_key(&other) {
                    local.insert(other, variables.len());
                    variables.push(other);
                }
            }
        }
        let rows: BTreeMap<usize, &Row> =
            variables.iter().flat_map(|&variable| binding(system, variable, centre)).collect();
        let inside = |row: &&Row| -> Row {
            row.iter().filter_map(|(variable, sign)| local.get(variable).map(|&here| (here, *sign))).collect()
        };
        let rows: Vec<Row> = rows.values().map(inside).collect();
        let values: Vec<i64> = variables.iter().map(|&variable| point.get(variable).copied().unwrap_or(0)).collect();
        let tableau = Tableau::of(&rows, &values);
        Self { variables, values, rows, tableau }
    }

    /// Writes the window's solution back into `point`. Sums outside that only define themselves are left behind.
    pub fn settle(&self, point: &mut [i64]) {
        for (&variable, &value) in self.variables.iter().zip(&self.values) {
            if let Some(slot) = point.get_mut(variable) {
                *slot = value;
            }
        }
    }

    /// Whether a move leaves every row as it is; exact.
    pub fn keeps_rows(&self, step: &[i64]) -> bool {
        self.rows.iter().all(|row| {
            row.iter().map(|&(variable, sign)| sign * step.get(variable).copied().unwrap_or(0)).sum::<i64>() == 0
        })
    }
}

/// The rows of a variable that can hinder a move. Rows that only define a hidden sum other than the centre cannot: the
/// sum goes along.
fn binding(system: &System, variable: usize, centre: usize) -> impl Iterator<Item = (usize, &Row)> {
    system.rows_of(variable).filter(move |(_, row)| system.defined_by(row).is_none_or(|sum| sum == centre))
}
