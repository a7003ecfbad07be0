//! Counts facts into the cells of a table: how many facts, and how many distinct people.

use crate::disclosure::shape::Shape;
use std::collections::BTreeSet;

/// One thing that happened to a person: a service, a milestone, or simply having been there in the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The person, by any number that is theirs alone.
    pub person: u64,
    /// The category in each dimension of the shape, in its order.
    pub categories: Vec<usize>,
}

/// Counts per cell, margins included, in cell order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Facts.
    pub facts: Vec<u64>,
    /// Distinct people: each once per cell, so once in every total.
    pub people: Vec<u64>,
}

/// Tallies facts; `None` if one does not fit the shape.
///
/// Work: facts × 2^dimensions, plus sorting.
#[must_use]
pub fn tally(shape: &Shape, facts: &[Fact]) -> Option<Tally> {
    let mut counted = Tally { facts: vec![0; shape.cells()], people: vec![0; shape.cells()] };
    let mut seen: BTreeSet<(usize, u64)> = BTreeSet::new();
    for fact in facts {
        let place: Vec<Option<usize>> = fact.categories.iter().copied().map(Some).collect();
        shape.index(&place).filter(|&cell| shape.place(cell) == place)?;
        for totals in 0..1_usize << place.len() {
            let at: Vec<Option<usize>> =
                place.iter().enumerate().map(|(bit, category)| category.filter(|_| totals >> bit & 1 == 0)).collect();
            let cell = shape.index(&at)?;
            *counted.facts.get_mut(cell)? += 1;
            if seen.insert((cell, fact.person)) {
                *counted.people.get_mut(cell)? += 1;
            }
        }
    }
    Some(counted)
}
