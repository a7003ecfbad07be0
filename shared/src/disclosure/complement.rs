//! Complementary suppression: which further cell to hide when a hidden one can be worked out too closely.
//!
//! A heuristic, judged only by the proof that follows. Each call hides at least one cell or says that none is left, so
//! the loop ends, at worst with the whole table hidden.

use crate::disclosure::{
    draft::Draft,
    prove::{all_proven, reach},
    table::Table,
};
use std::collections::{BTreeMap, BTreeSet};

/// The most hidden cells for which it is tried whether some need not be hidden.
const MOST_TARGETS: usize = 150;

/// Hides further cells of the draft for the sake of the unproven variables; false if there was nothing left to hide.
pub(crate) fn hide(draft: &mut Draft, table: &Table, unproven: &[usize]) -> bool {
    let mut hidden = BTreeSet::new();
    for &variable in unproven {
        let ours: BTreeMap<usize, usize> = open(draft);
        let Some(cell) = nearest(draft, table, &ours, variable, &hidden) else { continue };
        draft.show(cell, false);
        hidden.extend(draft.cells.get(cell).copied());
    }
    !hidden.is_empty()
}

/// Shows again what need not have been hidden: each hidden cell not in `own_sake`, greatest count first, stays shown if
/// everything can still be proven. Left out, as too long, where more than [`MOST_TARGETS`] cells would have to be.
pub(crate) fn show_again(draft: &mut Draft, table: &Table, own_sake: &[bool]) {
    let (_, targets) = reach(&draft.system, &draft.cells);
    if targets.len() > MOST_TARGETS {
        return;
    }
    let mut extra: Vec<usize> = own_sake
        .iter()
        .zip(&draft.settled)
        .enumerate()
        .filter(|(cell, (own, settled))| !**own && !**settled && !draft.is_shown(*cell))
        .map(|(cell, _)| cell)
        .collect();
    extra.sort_by_key(|&cell| (std::cmp::Reverse(table.count(cell)), cell));
    for cell in extra {
        draft.show(cell, true);
        let (_, targets) = reach(&draft.system, &draft.cells);
        if !all_proven(&draft.system, &targets) {
            draft.show(cell, false);
        }
    }
}

/// Variables and numbers of the cells of the draft that could be hidden.
fn open(draft: &Draft) -> BTreeMap<usize, usize> {
    let cells = draft.cells.iter().zip(&draft.settled).enumerate();
    cells
        .filter(|(cell, (_, settled))| !**settled && draft.is_shown(*cell))
        .map(|(cell, (variable, _))| (*variable, cell))
        .collect()
}

/// The cell to hide for an unproven variable: out of the rows nearest to it, the row with the fewest hidden figures,
/// there the least count above 0 (zeros last, as they give no room). `None` if a row nearest to it has been loosened
/// this round already, or nothing can be reached.
fn nearest(
    draft: &Draft,
    table: &Table,
    ours: &BTreeMap<usize, usize>,
    variable: usize,
    hidden: &BTreeSet<usize>,
) -> Option<usize> {
    let system = &draft.system;
    let mut seen = BTreeSet::from([variable]);
    let mut front = vec![variable];
    while !front.is_empty() {
        let rows: BTreeMap<usize, _> = front.iter().flat_map(|&variable| system.rows_of(variable)).collect();
        if rows.values().any(|row| row.iter().any(|(other, _)| hidden.contains(other))) {
            return None;
        }
        let candidates = rows.values().flat_map(|row| {
            let free = row.iter().filter(|(other, _)| system.is_free(*other)).count();
            row.iter().filter_map(move |(other, _)| {
                let cell = *ours.get(other)?;
                let count = table.count(cell);
                Some((count == 0, free, count, cell))
            })
        });
        if let Some((_, _, _, cell)) = candidates.min() {
            return Some(cell);
        }
        let reached = rows.values().flat_map(|row| row.iter().map(|&(other, _)| other));
        front = reached.filter(|&other| system.is_free(other) && seen.insert(other)).collect();
    }
    None
}
