//! Which cells are hidden for their own sake: small counts, few people, and figures that tell something of everyone.

use crate::disclosure::{draft::Draft, shape::Line, table::Table, threshold::Threshold};

/// Shows every cell of the draft but those to be hidden for their own sake.
///
/// - A count of events or people from 1 to threshold − 1, or any count behind which stand fewer people.
/// - Where all of a group (a total > 0) are in one category of a dimension that identifies: that category, and every
///   zero beside it. Such zeros say "everyone here is …", which discloses it of each, however many they are.
///
/// Every other zero stays.
pub(crate) fn mark(draft: &mut Draft, table: &Table, threshold: Threshold) {
    let least = u64::from(threshold.get());
    for cell in 0..table.shape().cells() {
        let small = (1..least).contains(&table.count(cell)) || (1..least).contains(&table.people(cell));
        draft.show(cell, !small);
    }
    for line in table.shape().lines() {
        for cell in telling(table, &line) {
            draft.show(cell, false);
        }
    }
}

/// The cells of a line that disclose something of everyone in its total; none in most lines.
fn telling(table: &Table, line: &Line) -> Vec<usize> {
    let total = table.count(line.total);
    let everyone = line.parts.iter().any(|&part| table.count(part) == total);
    if !line.identifies || total == 0 || line.parts.len() < 2 || !everyone {
        return Vec::new();
    }
    let tells = |part: &usize| table.count(*part) == total || table.count(*part) == 0;
    line.parts.iter().copied().filter(tells).collect()
}
