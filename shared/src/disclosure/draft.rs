//! A release being decided: the system of everything stored and the new table, and what may still be hidden in it.

use crate::disclosure::{
    decide::Refused,
    outer::outer,
    prove::reach,
    release::Release,
    system::{System, is_of, wanted_parts},
    table::Table,
    threshold::Threshold,
};

/// The new table within the system.
pub(crate) struct Draft {
    pub system: System,
    /// Variable of each cell of the new table.
    pub cells: Vec<usize>,
    /// Per cell, whether it is no longer ours to decide: decided in an earlier release of another table, or shown
    /// because what is stored already gives it away.
    pub settled: Vec<bool>,
    /// Per cell, whether what is stored gives it away: shown, and settled.
    given: Vec<bool>,
}

impl Draft {
    /// Sets the table beside what is stored, with all its own cells hidden.
    ///
    /// # Errors
    /// [`Refused`] if it was released before, its parts were not, or its figures contradict stored ones.
    pub fn open(table: &Table, threshold: Threshold, stored: &[Release]) -> Result<Self, Refused> {
        if stored.iter().any(|release| is_of(release, table, table.period(), table.scope())) {
            return Err(Refused::Again);
        }
        for (period, scope) in wanted_parts(table).into_iter().flat_map(|(parts, _)| parts) {
            if !stored.iter().any(|release| is_of(release, table, period, &scope)) {
                return Err(Refused::PartMissing { period, scope });
            }
        }
        let hidden = Release::stored(table.clone(), threshold, Vec::new());
        let releases: Vec<&Release> = stored.iter().chain([&hidden]).collect();
        let mut system = System::of(&releases).map_err(|_| Refused::Disagree)?;
        let cells = system.cells.pop().unwrap_or_default();
        let earlier: std::collections::BTreeSet<usize> = system.cells.iter().flatten().copied().collect();
        let mut settled: Vec<bool> = cells.iter().map(|cell| earlier.contains(cell)).collect();
        let (rows, _) = reach(&system, &cells);
        system.keep(&rows);
        let mut given_away = vec![false; cells.len()];
        loop {
            let mut given = system.given_away();
            let limits = outer(&system).into_iter().enumerate();
            given.extend(limits.filter(|(_, limit)| limit.0 == limit.1).map(|(variable, _)| variable));
            let ours = cells.iter().zip(&mut settled).zip(&mut given_away);
            let mut more = false;
            for ((&variable, settled), away) in ours.filter(|((cell, settled), _)| !**settled && given.contains(cell)) {
                (*settled, *away, more) = (true, true, true);
                system.show(variable, true);
            }
            if !more {
                break;
            }
        }
        for (&variable, _) in cells.iter().zip(&given_away).filter(|(_, away)| **away) {
            system.set_aside(variable);
        }
        Ok(Self { system, cells, settled, given: given_away })
    }

    /// Shows or hides a cell of the new table, unless it is settled.
    pub fn show(&mut self, cell: usize, shown: bool) {
        let settled = self.settled.get(cell).copied().unwrap_or(true);
        if let Some(&variable) = self.cells.get(cell).filter(|_| !settled) {
            self.system.show(variable, shown);
        }
    }

    /// Whether a cell of the new table is shown at present.
    pub fn is_shown(&self, cell: usize) -> bool {
        let given = self.given.get(cell).copied().unwrap_or(false);
        given || self.cells.get(cell).is_some_and(|&variable| !self.system.is_free(variable))
    }

    /// Whether no cell was decided in another table, so that the table, all hidden, adds only unknowns to what is stored.
    pub fn stands_apart(&self) -> bool {
        self.settled == self.given
    }

    /// Variables of the hidden cells of the new table.
    pub fn hidden(&self) -> std::collections::BTreeSet<usize> {
        self.cells.iter().copied().filter(|&variable| self.system.is_hidden_cell(variable)).collect()
    }

    /// Per cell, whether it is shown.
    pub fn shown(&self) -> Vec<bool> {
        (0..self.cells.len()).map(|cell| self.is_shown(cell)).collect()
    }
}
