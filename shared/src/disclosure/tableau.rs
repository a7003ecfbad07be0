//! The rows of a window solved for some of its variables: which moves are possible, in floating point.
//!
//! Only a guide. Every move it proposes is rounded to whole numbers and checked exactly before it is made.

use crate::disclosure::system::Row;

/// Entries smaller than this are rounding error.
pub(crate) const EPSILON: f64 = 1e-7;

/// Row-reduced rows: basic variable + Σ entry × nonbasic variable = constant.
pub(crate) struct Tableau {
    rows: Vec<Vec<f64>>,
    /// The basic variable of each row.
    pub basic: Vec<usize>,
    /// The row of each variable, if it is basic.
    pub row_of: Vec<Option<usize>>,
}

impl Tableau {
    /// Reduces `rows`, making the variables with the greatest values basic: those at 0 would block every move.
    pub fn of(rows: &[Row], values: &[i64]) -> Self {
        let width = values.len();
        let mut tableau = Self { rows: Vec::new(), basic: Vec::new(), row_of: vec![None; width] };
        for terms in rows {
            let mut dense = vec![0.0; width];
            for &(variable, sign) in terms {
                if let Some(entry) = dense.get_mut(variable) {
                    *entry += if sign > 0 { 1.0 } else { -1.0 };
                }
            }
            tableau.take(dense, values);
        }
        tableau
    }

    /// Entry of a row and variable.
    pub fn at(&self, row: usize, variable: usize) -> f64 {
        self.rows.get(row).and_then(|row| row.get(variable)).copied().unwrap_or(0.0)
    }

    /// Makes `variable` basic in `row` in place of the one there. Nothing happens on a zero entry.
    pub fn pivot(&mut self, row: usize, variable: usize) {
        let entry = self.at(row, variable);
        if entry.abs() < EPSILON {
            return;
        }
        let Some(slot) = self.rows.get_mut(row) else { return };
        let mut chosen = std::mem::take(slot);
        for value in &mut chosen {
            *value /= entry;
        }
        for other in &mut self.rows {
            subtract(other, &chosen, variable);
        }
        if let Some(slot) = self.rows.get_mut(row) {
            *slot = chosen;
        }
        if let Some(left) = self.basic.get_mut(row) {
            if let Some(place) = self.row_of.get_mut(*left) {
                *place = None;
            }
            *left = variable;
        }
        if let Some(place) = self.row_of.get_mut(variable) {
            *place = Some(row);
        }
    }

    /// Adds a row unless those there already say the same.
    fn take(&mut self, mut row: Vec<f64>, values: &[i64]) {
        for (known, &basic) in self.rows.iter().zip(&self.basic) {
            subtract(&mut row, known, basic);
        }
        let usable = row.iter().zip(values).enumerate().filter(|(_, (entry, _))| entry.abs() > EPSILON);
        let Some((variable, _)) = usable.max_by_key(|&(place, (_, value))| (*value, std::cmp::Reverse(place))) else {
            return;
        };
        let last = self.rows.len();
        self.rows.push(row);
        self.basic.push(variable);
        self.pivot(last, variable);
    }
}

/// Takes from `row` the multiple of `chosen` (1 at `variable`) that clears its entry there.
fn subtract(row: &mut [f64], chosen: &[f64], variable: usize) {
    let Some(&factor) = row.get(variable) else { return };
    if factor.abs() < EPSILON {
        return;
    }
    for (value, take) in row.iter_mut().zip(chosen) {
        *value -= factor * take;
        if value.abs() < EPSILON {
            *value = 0.0;
        }
    }
}
