//! Outer bounds by propagation: no solution of the system lies outside them.
//!
//! Cheap, exact in whole numbers, never too narrow; may be wider than the truth of the matter. Used to find at once
//! what is surely derivable, not to prove that something is safe: that is [`crate::disclosure::witness`]'s work.

use crate::disclosure::system::System;

/// A count no figure reaches; stands for "no bound".
pub(crate) const UNBOUNDED: i64 = 1 << 50;

/// Rows may be looked at this many times each, on average, before propagation stops where it is.
const VISITS: usize = 40;

/// Least and greatest value of every variable, by propagation from the shown ones.
pub(crate) fn outer(system: &System) -> Vec<(i64, i64)> {
    let mut bounds: Vec<(i64, i64)> = system
        .variables
        .iter()
        .map(|variable| if variable.shown { (variable.truth, variable.truth) } else { (0, UNBOUNDED) })
        .collect();
    let mut waiting: std::collections::BTreeSet<usize> = (0..system.rows.len()).collect();
    let mut visits = system.rows.len() * VISITS;
    while let Some(row) = waiting.pop_first() {
        if visits == 0 {
            break;
        }
        visits -= 1;
        for variable in tighten(system, row, &mut bounds) {
            waiting.extend(system.rows_of(variable).map(|(other, _)| other).filter(|&other| other != row));
        }
    }
    bounds
}

/// Tightens the variables of one row; gives those that changed.
fn tighten(system: &System, row: usize, bounds: &mut [(i64, i64)]) -> Vec<usize> {
    let Some(terms) = system.rows.get(row) else { return Vec::new() };
    let range = |bounds: &[(i64, i64)], variable: usize| bounds.get(variable).copied().unwrap_or((0, UNBOUNDED));
    let mut sum = (Side::default(), Side::default());
    for &(variable, sign) in terms {
        let (least, most) = spread(range(bounds, variable), sign);
        sum.0.add(least);
        sum.1.add(most);
    }
    let mut changed = Vec::new();
    for &(variable, sign) in terms {
        let old = range(bounds, variable);
        let own = spread(old, sign);
        // sign × value = −(sum of the others)
        let most = sum.0.without(own.0).map_or(UNBOUNDED, |others| -others);
        let least = sum.1.without(own.1).map_or(-UNBOUNDED, |others| -others);
        let (least, most) = if sign > 0 { (least, most) } else { (-most, -least) };
        let new = (old.0.max(least), old.1.min(most));
        if new != old {
            if let Some(slot) = bounds.get_mut(variable) {
                *slot = new;
            }
            let (before, after) = (own, spread(new, sign));
            sum.0.replace(before.0, after.0);
            sum.1.replace(before.1, after.1);
            changed.push(variable);
        }
    }
    changed
}

/// Bounds of sign × value; signs are ±1.
fn spread((least, most): (i64, i64), sign: i64) -> (i64, i64) {
    if sign > 0 { (least, most) } else { (-most, -least) }
}

/// A sum of bounds in which unbounded ones are counted apart.
#[derive(Clone, Copy, Default)]
struct Side {
    finite: i64,
    unbounded: u32,
}

impl Side {
    fn add(&mut self, bound: i64) {
        if bound.abs() >= UNBOUNDED {
            self.unbounded += 1;
        } else {
            self.finite += bound;
        }
    }

    fn remove(&mut self, bound: i64) {
        if bound.abs() >= UNBOUNDED {
            self.unbounded -= 1;
        } else {
            self.finite -= bound;
        }
    }

    fn replace(&mut self, old: i64, new: i64) {
        self.remove(old);
        self.add(new);
    }

    /// The sum of the other bounds; `None` if that is unbounded.
    fn without(mut self, own: i64) -> Option<i64> {
        self.remove(own);
        (self.unbounded == 0).then_some(self.finite)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::system::Variable;

    fn system(values: &[(i64, bool)], rows: Vec<crate::disclosure::system::Row>) -> System {
        let variables: Vec<Variable> =
            values.iter().map(|&(truth, shown)| Variable { truth, shown, need: 11 }).collect();
        let mut touching = vec![Vec::new(); variables.len()];
        for (number, row) in rows.iter().enumerate() {
            for &(variable, _) in row {
                touching[variable].push(number);
            }
        }
        let mut system = System::default();
        system.variables = variables;
        system.rows = rows;
        system.touching = touching;
        system
    }

    #[test]
    fn what_subtraction_gives_away_is_found() {
        let values = [(4, false), (9, false), (20, true), (33, true), (13, true)];
        let bounds = outer(&system(&values, vec![vec![(0, 1), (1, 1), (2, 1), (3, -1)]]));
        assert_eq!(bounds[0], (0, 13));
        let rows = vec![vec![(0, 1), (1, 1), (2, 1), (3, -1)], vec![(4, 1), (1, -1), (0, -1)]];
        assert_eq!(outer(&system(&values, rows))[1], (0, 13));
    }

    #[test]
    fn without_a_total_there_is_no_upper_bound() {
        let bounds = outer(&system(&[(4, false), (20, true), (24, false)], vec![vec![(0, 1), (1, 1), (2, -1)]]));
        assert_eq!(bounds, vec![(0, UNBOUNDED), (20, 20), (20, UNBOUNDED)]);
    }
}
