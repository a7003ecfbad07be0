//! Of random payments, published over months, a quarter, offices and categories, nobody works out what few people got.

use crate::support::{
    amounts::{Paid, told},
    random::Random,
};
use std::collections::{BTreeMap, BTreeSet};
use yaninda_shared::disclosure::{Ledger, Threshold, may_show};

const OFFICES: usize = 2;
const MONTHS: usize = 3;
const CATEGORIES: usize = 3;
const LEAVES: usize = OFFICES * MONTHS * CATEGORIES;

/// Programmes tried, as of those of counts.
fn programmes() -> u64 {
    option_env!("PROGRAMMES").and_then(|text| text.parse().ok()).unwrap_or(12)
}

/// Payments of a programme of up to 60 people, some of whom get a hundred times what others do.
fn paid(random: &mut Random) -> Vec<Paid> {
    let mut sums: BTreeMap<(u64, usize), u64> = BTreeMap::new();
    for person in 0..10 + random.skewed(50) as u64 {
        let office = random.skewed(OFFICES);
        for _ in 0..=random.below(5) {
            let leaf = (office * MONTHS + random.below(MONTHS)) * CATEGORIES + random.skewed(CATEGORIES);
            let great = if random.below(12) == 0 { 100 } else { 1 };
            *sums.entry((person, leaf)).or_default() += great * (50_000 + random.below(150_000) as u64);
        }
    }
    sums.into_iter().map(|((person, leaf), minor)| Paid { person, leaf, minor }).collect()
}

/// Every total in the order in which totals are decided: parts first, each by category and then in all.
fn totals() -> Vec<BTreeSet<usize>> {
    let mut all = Vec::new();
    for months in (0..MONTHS).map(|month| month..month + 1).chain(std::iter::once(0..MONTHS)) {
        for offices in (0..OFFICES).map(|office| office..office + 1).chain(std::iter::once(0..OFFICES)) {
            for categories in (0..CATEGORIES).map(|one| one..one + 1).chain(std::iter::once(0..CATEGORIES)) {
                let within = |leaf: &usize| {
                    categories.contains(&(leaf % CATEGORIES))
                        && months.contains(&(leaf / CATEGORIES % MONTHS))
                        && offices.contains(&(leaf / CATEGORIES / MONTHS))
                };
                all.push((0..LEAVES).filter(within).collect());
            }
        }
    }
    all
}

#[test]
fn the_amount_of_few_people_follows_from_no_releases_together() {
    let (mut shown, mut hidden) = (0, 0);
    for seed in 0..programmes() {
        let mut random = Random::new(seed);
        let (paid, threshold) = (paid(&mut random), Threshold::parse([5, 11][random.below(2)]).unwrap());
        let mut ledger = Ledger::default();
        paid.iter().for_each(|one| ledger.enter(one.leaf, one.person.into(), one.minor));
        let known: BTreeSet<usize> = ledger.leaves().copied().collect();
        let (mut published, mut amounts) = (Vec::new(), BTreeMap::new());
        for total in totals() {
            let total: BTreeSet<usize> = total.intersection(&known).copied().collect();
            // Now and then the count behind an amount is hidden, and the amount with it.
            if random.below(6) > 0 && ledger.may_publish(&total, threshold) {
                let amount = ledger.publish(&total, 2).unwrap();
                assert_eq!(amount % 10_000, 0, "seed {seed}: to hundreds");
                amounts.insert(total.clone(), amount);
                published.push(total);
            } else {
                ledger.refuse(total);
                hidden += 1;
            }
        }
        shown += published.len();
        let few = usize::try_from(threshold.get()).unwrap();
        let found = told(&paid, &published, &totals(), few);
        assert!(found.is_empty(), "seed {seed}: {found:?}");
        for (total, amount) in &amounts {
            let people: BTreeSet<u64> =
                paid.iter().filter(|one| total.contains(&one.leaf)).map(|one| one.person).collect();
            assert!(people.len() >= few, "seed {seed}");
            let exact: u64 = paid.iter().filter(|one| total.contains(&one.leaf)).map(|one| one.minor).sum();
            // Half a grain for each of the blocks, of which there are no more than leaves.
            assert!(amount.abs_diff(exact) <= 5_000 * LEAVES as u64, "seed {seed}: {amount} for {exact}");
        }
    }
    println!("{} programmes: {shown} amounts shown, {hidden} not shown", programmes());
    assert!(shown > 0 && hidden > 0);
}

/// The attacker must be able to find leaks, or finding none means nothing.
#[test]
fn the_attacker_sees_through_amounts_that_are_only_looked_at_one_by_one() {
    let mut leaking = 0;
    for seed in 0..12 {
        let paid = paid(&mut Random::new(seed));
        let threshold = Threshold::parse(5).unwrap();
        let safe = |total: &BTreeSet<usize>| {
            let mut people: BTreeMap<u64, u64> = BTreeMap::new();
            for one in paid.iter().filter(|one| total.contains(&one.leaf)) {
                *people.entry(one.person).or_default() += one.minor;
            }
            may_show(&people.into_values().collect::<Vec<u64>>(), threshold)
        };
        let published: Vec<BTreeSet<usize>> = totals().into_iter().filter(safe).collect();
        leaking += usize::from(!told(&paid, &published, &totals(), 5).is_empty());
    }
    println!("12 programmes with every safe amount published: {leaking} leak");
    assert!(leaking > 2, "{leaking}");
}
