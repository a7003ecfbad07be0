//! Proof that hidden figures can be other than they are: whole-number solutions of the whole system, found by moving
//! away from the exact figures.
//!
//! A primal simplex with bounded variables that starts from a solution which need not be a corner. Steps are whole, and
//! each is checked in exact arithmetic, so every point visited is a solution a reader cannot rule out. Rounding error
//! can make the search give up early (then more is hidden), never claim too much.

use crate::disclosure::{system::System, tableau::EPSILON, window::Window};

/// Least and greatest value seen of every variable in any solution found.
pub(crate) type Ranges = Vec<(i64, i64)>;

/// Steps without progress before the rule that cannot cycle (Bland's) decides alone.
const IDLE: usize = 12;
/// Steps in one search.
const STEPS: usize = 400;
/// Multiples tried to make a fractional move whole.
const MULTIPLES: i64 = 6;

/// A move: the change of every variable of the window for one step.
struct Move {
    entering: usize,
    step: Vec<i64>,
    /// How often it can be made before a figure falls below 0; `None` if for ever.
    times: Option<i64>,
    /// The variable that then blocks it.
    blocker: Option<usize>,
}

impl Window {
    /// Moves local variable 0 to `goal` or as near as the search comes; widens `ranges` by every solution visited.
    pub fn steer(&mut self, goal: i64, ranges: &mut Ranges) {
        let centre = |values: &[i64]| values.first().copied().unwrap_or(0);
        let sign = (goal - centre(&self.values)).signum();
        let mut idle = 0;
        for _ in 0..STEPS {
            let here = centre(&self.values);
            if (goal - here) * sign <= 0 {
                return;
            }
            let Some(chosen) = self.choose(sign, idle > IDLE) else { return };
            let pace = chosen.step.first().copied().unwrap_or(0).abs().max(1);
            let wanted = (goal - here).abs().div_euclid(pace) + i64::from((goal - here).abs() % pace != 0);
            let times = chosen.times.map_or(wanted, |most| most.min(wanted));
            if times > 0 {
                idle = 0;
                self.make(&chosen.step, times, ranges);
            } else {
                idle += 1;
            }
            let blocked = chosen.blocker.filter(|_| chosen.times == Some(times));
            if let Some(row) = blocked.and_then(|blocker| self.tableau.row_of.get(blocker).copied().flatten()) {
                self.tableau.pivot(row, chosen.entering);
            }
        }
    }

    /// The first move with progress, else (or if `careful`) the first there is; `None` at the optimum.
    fn choose(&self, sign: i64, careful: bool) -> Option<Move> {
        let moves = (0..self.values.len()).filter_map(|entering| {
            let direction = self.direction(entering, sign)?;
            self.plan(entering, direction)
        });
        let mut first = None;
        for plan in moves {
            if plan.times == Some(0) && plan.blocker == Some(plan.entering) {
                continue;
            }
            if careful || plan.times != Some(0) {
                return Some(plan);
            }
            first.get_or_insert(plan);
        }
        first
    }

    /// Whether nonbasic `entering` should grow (1) or fall (−1) for variable 0 to change by `sign`.
    fn direction(&self, entering: usize, sign: i64) -> Option<i64> {
        let nonbasic = self.tableau.row_of.get(entering).is_some_and(Option::is_none);
        let rate = match self.tableau.row_of.first().copied().flatten() {
            Some(row) => -self.tableau.at(row, entering),
            None => f64::from(u8::from(entering == 0)),
        };
        if !nonbasic || rate.abs() < EPSILON {
            return None;
        }
        let direction = if rate > 0.0 { sign } else { -sign };
        let can_fall = self.values.get(entering).is_some_and(|&value| value > 0);
        (direction > 0 || can_fall).then_some(direction)
    }

    /// The whole move of `entering` in that direction, checked exactly; `None` if it cannot be made whole.
    fn plan(&self, entering: usize, direction: i64) -> Option<Move> {
        let column: Vec<f64> = (0..self.tableau.basic.len()).map(|row| self.tableau.at(row, entering)).collect();
        let whole = |multiple: &i64| {
            let scale = small(*multiple);
            column.iter().all(|entry| ((entry * scale).round() - entry * scale).abs() < EPSILON)
        };
        let multiple = (1..=MULTIPLES).find(whole)?;
        let mut step = vec![0; self.values.len()];
        for (entry, &basic) in column.iter().zip(&self.tableau.basic) {
            if let Some(change) = step.get_mut(basic) {
                *change = -direction * round(entry * small(multiple));
            }
        }
        *step.get_mut(entering)? = direction * multiple;
        if !self.keeps_rows(&step) {
            return None;
        }
        let falling = step.iter().zip(&self.values).enumerate().filter(|(_, (change, _))| **change < 0);
        let blocked = falling.map(|(variable, (change, value))| (value / -change, variable)).min();
        Some(Move {
            entering,
            step,
            times: blocked.map(|(times, _)| times),
            blocker: blocked.map(|(_, variable)| variable),
        })
    }

    fn make(&mut self, step: &[i64], times: i64, ranges: &mut Ranges) {
        for ((value, change), &variable) in self.values.iter_mut().zip(step).zip(&self.variables) {
            *value += times * change;
            if let Some((least, most)) = ranges.get_mut(variable) {
                *least = (*least).min(*value);
                *most = (*most).max(*value);
            }
        }
    }
}

/// The exact figures: each variable's range is one value.
pub(crate) fn only_truth(system: &System) -> Ranges {
    system.variables.iter().map(|variable| (variable.truth, variable.truth)).collect()
}

fn small(multiple: i64) -> f64 {
    i32::try_from(multiple).map_or(1.0, f64::from)
}

/// Entries are sums of few ±1; anything else is refused by the exact check.
#[expect(clippy::cast_possible_truncation, reason = "rounded, small, and checked exactly afterwards")]
fn round(entry: f64) -> i64 {
    entry.round() as i64
}
