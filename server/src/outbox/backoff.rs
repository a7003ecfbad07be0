//! When a mail that was refused for now is tried again.

use yaninda_shared::values::Stamp;

use crate::random::{self, Random};

/// Minutes after the first, second … try; from then on the last.
const MINUTES: [i64; 5] = [1, 5, 15, 60, 240];

/// The next try after so many; up to a quarter later than that, so that what failed together does not come back together.
pub(super) fn next(tries: i32, now: Stamp, random: &dyn Random) -> Stamp {
    let place = usize::try_from(tries - 1).unwrap_or_default();
    let [.., last] = MINUTES;
    let seconds = MINUTES.get(place).copied().unwrap_or(last) * 60;
    let jitter = seconds * i64::from(u16::from_be_bytes(random::bytes(random))) / (4 * i64::from(u16::MAX));
    now.plus_seconds(seconds + jitter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandom;

    #[test]
    fn each_try_waits_longer_and_never_less_than_it_says() {
        let (now, random) = (Stamp::from_micros(0), SeededRandom::new(1));
        for (tries, minutes) in [(0, 1), (1, 1), (2, 5), (3, 15), (4, 60), (5, 240), (6, 240), (1000, 240)] {
            for _ in 0..100 {
                let seconds = next(tries, now, &random).seconds();
                assert!((minutes * 60..=minutes * 75).contains(&seconds), "{tries}: {seconds}");
            }
        }
    }

    #[test]
    fn what_failed_together_comes_back_apart() {
        let (now, random) = (Stamp::from_micros(0), SeededRandom::new(1));
        let mut all: Vec<i64> = (0..20).map(|_| next(2, now, &random).seconds()).collect();
        all.sort_unstable();
        all.dedup();
        assert!(all.len() > 10, "{all:?}");
    }
}
