//! The condition of safety, and the search that proves it cell by cell.

use crate::disclosure::{
    outer::outer,
    system::System,
    window::Window,
    witness::{Ranges, only_truth},
};
use std::collections::BTreeSet;

/// Sizes of neighbourhoods tried in turn, in variables: most proofs are local.
const SIZES: [usize; 2] = [48, 192];
/// The size tried where nothing is left to hide and the release would be refused; a fraction of a second each.
const LAST: [usize; 1] = [768];

/// Whether what a reader cannot rule out is wide enough for a hidden cell:
/// greatest − least ≥ threshold, and a count below the threshold could as well be 0.
///
/// `range`: least and greatest value of the cell in some solutions; `truth`: its exact value; `need`: the threshold.
pub(crate) fn is_wide(range: (i64, i64), truth: i64, need: i64) -> bool {
    range.1 - range.0 >= need && (truth >= need || range.0 == 0)
}

/// Searches for solutions until every target is proven wide; gives the targets for which that failed.
///
/// `ranges` keeps what was found and may be passed again after more was hidden: solutions stay solutions.
pub(crate) fn unproven(system: &System, targets: &BTreeSet<usize>, ranges: &mut Ranges) -> Vec<usize> {
    let limits = outer(system);
    targets.iter().copied().filter(|&target| !is_proven(system, &limits, target, &SIZES, ranges)).collect()
}

/// The same with the greatest effort, stopping at the first failure: whether all of the targets can be proven after all.
pub(crate) fn proven_after_all(system: &System, targets: &[usize], ranges: &mut Ranges) -> bool {
    let limits = outer(system);
    targets.iter().all(|&target| is_proven(system, &limits, target, &LAST, ranges))
}

/// Whether every target can be proven wide, from nothing but the exact figures.
pub(crate) fn all_proven(system: &System, targets: &BTreeSet<usize>) -> bool {
    let limits = outer(system);
    let mut ranges = only_truth(system);
    targets.iter().all(|&target| is_proven(system, &limits, target, &SIZES, &mut ranges))
}

fn is_proven(system: &System, limits: &[(i64, i64)], target: usize, sizes: &[usize], ranges: &mut Ranges) -> bool {
    let Some(variable) = system.variables.get(target) else { return false };
    let wide =
        |ranges: &[(i64, i64)]| ranges.get(target).is_some_and(|&range| is_wide(range, variable.truth, variable.need));
    if !wide(limits) {
        return false;
    }
    let mut point = Point::exact(system);
    for &size in sizes {
        if wide(ranges) {
            return true;
        }
        let parts = parts_of(system, target);
        if parts.is_empty() {
            let mut window = Window::around(system, target, size, &point.0);
            widen(&mut window, target, variable.truth, variable.need, ranges);
            if window.variables.len() < size {
                break;
            }
            continue;
        }
        // A hidden sum: move its parts one by one, first down, then up, until it is wide.
        let goals = parts.iter().map(|part| (part, false)).chain(parts.iter().map(|part| (part, true)));
        for (&part, up) in goals {
            if wide(ranges) {
                return true;
            }
            let mut window = Window::around(system, part, size, &point.0);
            let from = window.values.first().copied().unwrap_or(0);
            window.steer(if up { from + variable.need } else { 0 }, ranges);
            window.settle(&mut point.0);
            point.see_sum(&parts, target, system, ranges);
        }
    }
    wide(ranges)
}

/// A solution of the system, but for sums that only define themselves.
struct Point(Vec<i64>);

impl Point {
    fn exact(system: &System) -> Self {
        Self(system.variables.iter().map(|variable| variable.truth).collect())
    }

    /// Widens the range of a hidden sum by what its parts come to here; shown parts stay as they are.
    fn see_sum(&self, free: &[usize], sum: usize, system: &System, ranges: &mut Ranges) {
        let change: i64 = free.iter().map(|&part| self.0.get(part).copied().unwrap_or(0) - system.truth(part)).sum();
        let value = system.truth(sum) + change;
        if let Some((least, most)) = ranges.get_mut(sum) {
            *least = (*least).min(value);
            *most = (*most).max(value);
        }
    }
}

/// The hidden parts of a hidden figure that is nothing but their sum; none if it is anything more.
fn parts_of(system: &System, sum: usize) -> Vec<usize> {
    let mut rows = system.rows_of(sum).map(|(_, row)| row);
    match (rows.next(), rows.next()) {
        (Some(row), None) if system.defined_by(row) == Some(sum) => {
            let parts = row.iter().map(|&(part, _)| part);
            parts.filter(|&part| part != sum && system.is_free(part)).collect()
        }
        _ => Vec::new(),
    }
}

/// Lets the centre of a window fall to 0 if it must be able to, then rise, then fall, until wide.
fn widen(window: &mut Window, target: usize, truth: i64, need: i64, ranges: &mut Ranges) {
    let range = |ranges: &Ranges| ranges.get(target).copied().unwrap_or((truth, truth));
    if truth < need && range(ranges).0 > 0 {
        window.steer(0, ranges);
        if range(ranges).0 > 0 {
            return;
        }
    }
    if range(ranges).1 - range(ranges).0 < need {
        window.steer(range(ranges).0 + need, ranges);
    }
    if range(ranges).1 - range(ranges).0 < need {
        window.steer((range(ranges).1 - need).max(0), ranges);
    }
}

/// The rows that matter to the cells given, directly or through hidden figures, and the hidden cells in them.
pub(crate) fn reach(system: &System, from: &[usize]) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let mut seen: BTreeSet<usize> = from.iter().copied().collect();
    let mut waiting: Vec<usize> = from.to_vec();
    let mut rows = BTreeSet::new();
    while let Some(variable) = waiting.pop() {
        for (row, terms) in system.rows_of(variable) {
            if rows.insert(row) {
                let free = terms.iter().map(|&(other, _)| other).filter(|&other| system.is_free(other));
                waiting.extend(free.filter(|&other| seen.insert(other)));
            }
        }
    }
    (rows, seen.into_iter().filter(|&variable| system.is_hidden_cell(variable)).collect())
}

/// What is known of one hidden cell of the releases given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Number of the release in the list.
    pub release: usize,
    /// Number of the cell in its table.
    pub cell: usize,
    /// Least and greatest count proven possible, each by whole figures that agree with everything published.
    /// The search stops once they are wide enough, so the true bounds may lie further apart, never closer.
    pub possible: (u64, u64),
    /// Least and greatest count not ruled out by simple deduction; `None` if there is no upper bound.
    pub deduced: (u64, Option<u64>),
    /// Whether the cell is proven safe.
    pub safe: bool,
}

/// Bounds of every hidden cell, from all these releases together.
///
/// # Errors
/// [`crate::disclosure::Refused::Disagree`] if the releases contradict one another.
pub fn bounds(releases: &[&crate::disclosure::Release]) -> Result<Vec<Bound>, crate::disclosure::Refused> {
    let system = System::of(releases).map_err(|_| crate::disclosure::Refused::Disagree)?;
    let mut ranges = only_truth(&system);
    let hidden = (0..system.variables.len()).filter(|&variable| system.is_hidden_cell(variable)).collect();
    let mut failed: BTreeSet<usize> = unproven(&system, &hidden, &mut ranges).into_iter().collect();
    // As a decision does before it refuses: with the greatest effort.
    failed.retain(|&target| !proven_after_all(&system, &[target], &mut ranges));
    let limits = outer(&system);
    let count = |value: i64| u64::try_from(value).unwrap_or(0);
    let mut bounds = Vec::new();
    for (release, cells) in system.cells.iter().enumerate() {
        for (cell, variable) in cells.iter().enumerate().filter(|(_, variable)| system.is_hidden_cell(**variable)) {
            let (least, most) = ranges.get(*variable).copied().unwrap_or_default();
            let (from, to) = limits.get(*variable).copied().unwrap_or_default();
            bounds.push(Bound {
                release,
                cell,
                possible: (count(least), count(most)),
                deduced: (count(from), (to < crate::disclosure::outer::UNBOUNDED).then(|| count(to))),
                safe: !failed.contains(variable),
            });
        }
    }
    Ok(bounds)
}
