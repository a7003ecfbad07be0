//! Sums of money, which are no counts: which may be published, so that nothing follows about few people.
//!
//! # One sum
//! A sum is sensitive if somebody can work out from it what one person, or a few, got. The measures are those of the
//! literature on magnitude tables (Hundepool et al., *Statistical Disclosure Control*, Wiley 2012, 4.2; Federal Committee
//! on Statistical Methodology, *Working Paper 22*, 2005, chapter 4), and [`may_show`] asks for all of them:
//! - *frequency*: at least `threshold` people;
//! - *(n, k) dominance*: the greatest person at most [`ONE`] % of it, the two greatest together at most [`TWO`] %. The rest
//!   is then at least half of the greatest, so the p%-rule holds with p = 50 for the greatest person against the second;
//! - *p%-rule for a group*: what is left beside the `threshold − 1` greatest is at least [`MARGIN`] % of theirs. Nobody
//!   learns the amount of fewer than `threshold` people to within [`MARGIN`] %: the sum is the best upper bound there is,
//!   and it is too far off.
//!
//! # All sums together
//! Totals are differenced: the year less eleven months is the twelfth. So what is published is kept a **sum of blocks**: a
//! block is a set of leaves (an office's month, a category, a currency) of which no leaf is in another block, and which
//! may be shown by itself. A [`Ledger`] shows a total only if every block that it touches lies wholly within it and its
//! other leaves, together, may be shown: these become the next block. Then
//! - every published sum is a sum of whole blocks, so whatever follows from all of them by addition and subtraction is
//!   one as well, and the finest of them are the blocks, each of which may be shown;
//! - a leaf in no block is in no published sum at all: nothing bounds it from above;
//! - a group of fewer than `threshold` people is at most the stated share of each block, hence of any sum of blocks.
//!
//! It does not matter in which order, nor when, the totals are asked for: that is why no solver is needed here. Blocks are
//! rounded one by one to whole [`GRAIN`]s and totals are sums of rounded blocks, so that they add up and differences
//! give nothing but those. A sum of nothing looks like one that is not shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::disclosure::threshold::Threshold;

/// Most of a sum that may be one person's, in percent.
pub const ONE: u128 = 50;
/// Most of a sum that may be two people's, in percent.
pub const TWO: u128 = 75;
/// How far the amount of fewer than the threshold must be from what a sum says of it, in percent.
pub const MARGIN: u128 = 10;
/// Sums are rounded to so many units of their currency.
pub const GRAIN: u64 = 100;

/// Whether a sum may be shown by itself. `amounts`: what each of the people behind it got, in any unit; nothing counts
/// for nobody.
#[must_use]
pub fn may_show(amounts: &[u64], threshold: Threshold) -> bool {
    let mut amounts: Vec<u128> = amounts.iter().copied().filter(|&amount| amount > 0).map(u128::from).collect();
    amounts.sort_unstable_by(|one, other| other.cmp(one));
    let few = usize::try_from(threshold.get()).unwrap_or(usize::MAX).saturating_sub(1);
    let greatest = |people: usize| amounts.iter().take(people).sum::<u128>();
    let whole = greatest(amounts.len());
    amounts.len() > few
        && greatest(1) * 100 <= whole * ONE
        && greatest(2) * 100 <= whole * TWO
        && greatest(few) * MARGIN <= (whole - greatest(few)) * 100
}

/// A published sum of leaves in which no other block has a part.
#[derive(Clone, Debug)]
struct Block<L> {
    leaves: BTreeSet<L>,
    /// Rounded.
    amount: u64,
}

/// Everything paid, leaf by leaf and person by person, and what of it was published. `L` names a leaf; people have
/// numbers of their own; amounts are in minor units.
#[derive(Clone, Debug)]
pub struct Ledger<L> {
    paid: BTreeMap<L, BTreeMap<u128, u64>>,
    blocks: Vec<Block<L>>,
    /// Totals that were not shown: none of them becomes a block by itself later.
    refused: BTreeSet<BTreeSet<L>>,
}

impl<L> Default for Ledger<L> {
    fn default() -> Self {
        Self { paid: BTreeMap::new(), blocks: Vec::new(), refused: BTreeSet::new() }
    }
}

impl<L: Ord + Clone> Ledger<L> {
    /// Enters what a person got.
    pub fn enter(&mut self, leaf: L, person: u128, minor: u64) {
        if minor > 0 {
            let amount = self.paid.entry(leaf).or_default().entry(person).or_default();
            *amount = amount.saturating_add(minor);
        }
    }

    /// Leaves in which something was paid.
    pub fn leaves(&self) -> impl Iterator<Item = &L> {
        self.paid.keys()
    }

    /// Whether the total of these leaves may be published beside everything that was.
    #[must_use]
    pub fn may_publish(&self, leaves: &BTreeSet<L>, threshold: Threshold) -> bool {
        let Some(rest) = self.rest(leaves) else { return false };
        if leaves.is_empty() || rest.is_empty() {
            return !leaves.is_empty();
        }
        let mut people: BTreeMap<u128, u64> = BTreeMap::new();
        for (person, minor) in rest.iter().filter_map(|leaf| self.paid.get(leaf)).flatten() {
            let amount = people.entry(*person).or_default();
            *amount = amount.saturating_add(*minor);
        }
        let amounts: Vec<u64> = people.into_values().collect();
        !self.refused.contains(&rest) && may_show(&amounts, threshold)
    }

    /// Records that the total of these leaves is published and answers it: rounded, in minor units, of which `digits`
    /// come after the point. `None`, and nothing recorded, if it is no sum of blocks.
    pub fn publish(&mut self, leaves: &BTreeSet<L>, digits: u32) -> Option<u64> {
        let rest = self.rest(leaves)?;
        if !rest.is_empty() {
            let paid = rest.iter().filter_map(|leaf| self.paid.get(leaf)).flat_map(BTreeMap::values);
            let exact = paid.fold(0_u64, |sum, minor| sum.saturating_add(*minor));
            self.blocks.push(Block { leaves: rest, amount: rounded(exact, digits) });
        }
        let within = self.blocks.iter().filter(|block| block.leaves.is_subset(leaves));
        Some(within.fold(0, |sum, block| sum.saturating_add(block.amount)))
    }

    /// Records that the total of these leaves is not shown.
    pub fn refuse(&mut self, leaves: BTreeSet<L>) {
        if !leaves.is_empty() {
            self.refused.insert(leaves);
        }
    }

    /// The leaves that are in no block yet; `None` if a block reaches beyond these leaves.
    fn rest(&self, leaves: &BTreeSet<L>) -> Option<BTreeSet<L>> {
        let mut rest = leaves.clone();
        for block in self.blocks.iter().filter(|block| !block.leaves.is_disjoint(leaves)) {
            if !block.leaves.is_subset(leaves) {
                return None;
            }
            rest.retain(|leaf| !block.leaves.contains(leaf));
        }
        Some(rest)
    }
}

/// To whole grains, half of one upwards.
fn rounded(minor: u64, digits: u32) -> u64 {
    let grain = GRAIN * 10_u64.pow(digits);
    minor.saturating_add(grain / 2) / grain * grain
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: fn() -> Threshold = || Threshold::parse(5).unwrap();

    #[test]
    fn a_sum_needs_enough_people_none_of_whom_stands_out() {
        let eleven = Threshold::default();
        assert!(may_show(&[100; 11], eleven));
        assert!(!may_show(&[100; 10], eleven), "too few");
        assert!(!may_show(&[&[100; 10][..], &[0; 5]].concat(), eleven), "who got nothing is nobody");
        assert!(!may_show(&[&[100; 20][..], &[2001]].concat(), eleven), "one of them more than half");
        assert!(may_show(&[&[100; 20][..], &[2000]].concat(), eleven));
        assert!(!may_show(&[&[100; 20][..], &[1600, 4401]].concat(), eleven), "two of them more than three quarters");
        // Ten of eleven are known to within a tenth as soon as the eleventh gets less than they do.
        assert!(!may_show(&[&[100; 10][..], &[99]].concat(), eleven));
        assert!(may_show(&[&[100; 10][..], &[50, 50]].concat(), eleven));
    }

    /// Leaves 1 to n with so many people who got a hundred units each.
    fn ledger(people: &[u128]) -> Ledger<u8> {
        let mut ledger = Ledger::default();
        for (leaf, people) in (1_u8..).zip(people) {
            (0..*people).for_each(|person| ledger.enter(leaf, person + 1000 * u128::from(leaf), 10_000));
        }
        ledger
    }

    #[test]
    fn a_total_never_gives_a_hidden_part_away() {
        let mut ledger = ledger(&[20, 20, 4]);
        let (first, second, third) = (BTreeSet::from([1]), BTreeSet::from([2]), BTreeSet::from([3]));
        assert_eq!(ledger.publish(&first, 2), Some(200_000));
        assert_eq!(ledger.publish(&second, 2), Some(200_000));
        assert!(!ledger.may_publish(&third, LEAST()));
        ledger.refuse(third);
        assert!(!ledger.may_publish(&BTreeSet::from([1, 2, 3]), LEAST()), "less the two shown it is the third");
        assert!(ledger.may_publish(&BTreeSet::from([1, 2]), LEAST()));
    }

    #[test]
    fn hidden_parts_that_are_enough_together_make_a_total() {
        let mut ledger = ledger(&[20, 4, 4]);
        assert_eq!(ledger.publish(&BTreeSet::from([1]), 2), Some(200_000));
        let all = BTreeSet::from([1, 2, 3]);
        assert!(ledger.may_publish(&all, LEAST()));
        assert_eq!(ledger.publish(&all, 2), Some(280_000));
        // From now on the two are one: no total may hold one of them alone.
        assert!(!ledger.may_publish(&BTreeSet::from([1, 2]), LEAST()));
        assert_eq!(ledger.publish(&BTreeSet::from([1, 2]), 2), None);
    }

    #[test]
    fn what_was_not_shown_is_not_shown_as_the_rest_of_a_total() {
        let mut ledger = ledger(&[20, 20]);
        assert_eq!(ledger.publish(&BTreeSet::from([1]), 2), Some(200_000));
        ledger.refuse(BTreeSet::from([2]));
        assert!(!ledger.may_publish(&BTreeSet::from([1, 2]), LEAST()));
    }

    #[test]
    fn nothing_looks_like_what_is_not_shown() {
        assert!(!ledger(&[20]).may_publish(&BTreeSet::new(), LEAST()));
    }

    #[test]
    fn a_sum_is_rounded_to_hundreds_of_its_currency() {
        assert_eq!(
            [rounded(1_234_567, 2), rounded(1_235_000, 2), rounded(149, 0), rounded(50_000, 3)],
            [1_230_000, 1_240_000, 100, 100_000]
        );
    }
}
