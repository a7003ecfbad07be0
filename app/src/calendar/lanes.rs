//! Where an appointment stands in the column of its day: its rows by the time, and its lane beside those of the same time.

use yaninda_shared::appointments::AgendaItem;

use crate::format;

/// Minutes of a row.
pub(super) const ROW: u32 = 15;
const DAY: u32 = 24 * 60;

/// From and to, minutes after midnight; what runs past midnight ends there.
pub(super) fn minutes(item: &AgendaItem) -> (u32, u32) {
    let from = format::minutes_of(item.starts);
    let length = (item.ends_at.micros() - item.starts_at.micros()) / 60_000_000;
    let length = u32::try_from(length).unwrap_or(0).max(ROW);
    (from, (from + length).min(DAY))
}

/// The hours that are shown: the working day, and more where something is earlier or later.
pub(super) fn hours(items: &[AgendaItem]) -> (u32, u32) {
    let first = items.iter().map(|item| minutes(item).0 / 60).min().unwrap_or(8);
    let last = items.iter().map(|item| minutes(item).1.div_ceil(60)).max().unwrap_or(18);
    (first.min(8), last.max(18))
}

/// A place in the column: its lane, and how many it may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lane {
    pub at: usize,
    pub width: usize,
}

/// A lane for each of one day, which come in the order of their time. What stands alone has the whole width.
pub(super) fn lanes(items: &[(u32, u32)]) -> Vec<Lane> {
    let mut lanes: Vec<usize> = Vec::with_capacity(items.len());
    // Of those that overlap: how many lanes they need, for each of them.
    let mut needed: Vec<usize> = Vec::with_capacity(items.len());
    let (mut group, mut ends) = (0, Vec::<u32>::new());
    for (from, to) in items {
        if ends.iter().all(|end| end <= from) {
            close(&mut needed, group, ends.len());
            (group, ends) = (lanes.len(), Vec::new());
        }
        let free = ends.iter().position(|end| end <= from).unwrap_or(ends.len());
        match ends.get_mut(free) {
            Some(end) => *end = *to,
            None => ends.push(*to),
        }
        lanes.push(free);
        needed.push(0);
    }
    close(&mut needed, group, ends.len());
    let most = needed.iter().copied().max().unwrap_or(1);
    let lane = |(at, needed): (usize, usize)| Lane { at, width: if at + 1 == needed { most - at } else { 1 } };
    lanes.into_iter().zip(needed).map(lane).collect()
}

fn close(needed: &mut [usize], from: usize, count: usize) {
    for one in needed.iter_mut().skip(from) {
        *one = count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(items: &[(u32, u32)]) -> Vec<(usize, usize)> {
        lanes(items).into_iter().map(|lane| (lane.at, lane.width)).collect()
    }

    #[test]
    fn what_is_at_the_same_time_stands_side_by_side() {
        assert_eq!(of(&[(600, 660), (630, 690)]), [(0, 1), (1, 1)]);
        // The third begins when the first is over and takes its lane.
        assert_eq!(of(&[(600, 630), (615, 700), (630, 660)]), [(0, 1), (1, 1), (0, 1)]);
    }

    #[test]
    fn what_stands_alone_has_the_whole_width() {
        assert_eq!(of(&[(540, 600), (600, 660)]), [(0, 1), (0, 1)]);
        assert_eq!(of(&[(540, 560), (600, 660), (630, 690), (640, 700)]), [(0, 3), (0, 1), (1, 1), (2, 1)]);
        assert_eq!(of(&[]), []);
    }
}
