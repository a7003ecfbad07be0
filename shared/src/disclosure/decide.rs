//! Decides, once, what of a table is published.

use crate::disclosure::{
    complement,
    draft::Draft,
    period::Period,
    primary,
    prove::{proven_after_all, reach, unproven},
    release::Release,
    table::{Scope, Table},
    threshold::Threshold,
    witness::only_truth,
};
use thiserror::Error;

/// Why a table is not published.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// This table was released, or withheld, for this period and scope.
    #[error("this table was decided before; a decision is never changed")]
    Again,
    /// A shorter period or an office has not been decided yet. Parts come before totals, so that no unpublished
    /// part can be worked out by subtraction.
    #[error("the table of a part has not been decided yet")]
    PartMissing {
        /// Period of the part.
        period: Period,
        /// Scope of the part.
        scope: Scope,
    },
    /// A figure contradicts a stored release: totals must be made of the stored parts.
    #[error("the figures contradict stored releases")]
    Disagree,
    /// Hidden cells could be worked out too closely whatever is hidden here.
    #[error("{cells} hidden cells could be worked out too closely")]
    TooNarrow {
        /// How many.
        cells: usize,
    },
    /// Every cell but zeros would be hidden. The caller stores a [`withhold`] instead, so that totals can follow.
    #[error("nothing would be left to publish")]
    NothingLeft,
}

/// Decides which cells of `table` are shown, given everything stored.
///
/// Depends on its arguments only, and is deterministic: the same stored releases give the same decision.
/// `stored` holds every release of the programme, in the order in which they were decided.
///
/// # Errors
/// [`Refused`]; nothing must be published then.
pub fn decide(table: Table, threshold: Threshold, stored: &[Release]) -> Result<Release, Refused> {
    let mut draft = Draft::open(&table, threshold, stored)?;
    primary::mark(&mut draft, &table, threshold);
    let own_sake: Vec<bool> = draft.shown().into_iter().map(|shown| !shown).collect();
    protect(&mut draft, &table)?;
    complement::show_again(&mut draft, &table, &own_sake);
    let cells = table.shape().cells();
    let tells = |cell: usize| table.count(cell) > 0 && draft.is_shown(cell);
    if (0..cells).any(|cell| table.count(cell) > 0) && !(0..cells).any(tells) {
        return Err(Refused::NothingLeft);
    }
    Ok(Release::stored(table, threshold, draft.shown()))
}

/// A release in which every cell is hidden but those that stored releases give away: stored so that totals over longer
/// periods and all offices can be decided; readers see only that the table is withheld.
///
/// # Errors
/// [`Refused`], never [`Refused::NothingLeft`].
pub fn withhold(table: Table, threshold: Threshold, stored: &[Release]) -> Result<Release, Refused> {
    let mut draft = Draft::open(&table, threshold, stored)?;
    if draft.stands_apart() {
        // Whatever the stored figures are, sums of them exist: only the new cells themselves need a proof.
        let own = draft.hidden();
        let mut ranges = only_truth(&draft.system);
        let narrow = unproven(&draft.system, &own, &mut ranges);
        if !proven_after_all(&draft.system, &narrow, &mut ranges) {
            return Err(Refused::TooNarrow { cells: narrow.len() });
        }
    } else {
        protect(&mut draft, &table)?;
    }
    Ok(Release::stored(table, threshold, draft.shown()))
}

/// Hides more until every hidden cell that the table can touch is proven safe.
fn protect(draft: &mut Draft, table: &Table) -> Result<(), Refused> {
    let mut ranges = only_truth(&draft.system);
    loop {
        let (_, targets) = reach(&draft.system, &draft.cells);
        let narrow = unproven(&draft.system, &targets, &mut ranges);
        if narrow.is_empty() {
            return Ok(());
        }
        if !complement::hide(draft, table, &narrow) {
            if proven_after_all(&draft.system, &narrow, &mut ranges) {
                return Ok(());
            }
            return Err(Refused::TooNarrow { cells: narrow.len() });
        }
    }
}
