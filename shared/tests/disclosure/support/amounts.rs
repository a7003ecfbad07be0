//! An attacker on published money, who knows who was paid what for, when and where, and every published sum to the cent:
//! all but the amounts themselves. Written apart from the crate's rule: it solves linear programmes.

use super::lp::Problem;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a person got in a leaf (an office's month, a category).
pub struct Paid {
    pub person: u64,
    pub leaf: usize,
    pub minor: u64,
}

/// How far the amount of few people must be from what is said of it, of 1.
const MARGIN: f64 = 0.1;
/// How near the solver comes, of the whole.
const NEAR: f64 = 1e-4;

/// The few people whose amount in some total follows too closely from everything published, in words; none if all is
/// well. Looked at are the greatest one, two and `threshold − 1` people of each total in `totals`, published or not.
///
/// Amounts are put into units of the greatest total, so that the solver works near 1.
pub fn told(paid: &[Paid], published: &[BTreeSet<usize>], totals: &[BTreeSet<usize>], threshold: usize) -> Vec<String> {
    let unit = paid.iter().map(|one| one.minor as f64).sum::<f64>().max(1.0);
    let amount = |place: usize| paid[place].minor as f64 / unit;
    let within = |total: &BTreeSet<usize>| -> Vec<usize> {
        (0..paid.len()).filter(|&place| total.contains(&paid[place].leaf)).collect()
    };
    let mut problem = Problem::default();
    let mut known = HashMap::new();
    for (number, total) in published.iter().enumerate() {
        let places = within(total);
        known.insert(paid.len() + number, places.iter().map(|&place| amount(place)).sum());
        let sum = places.into_iter().map(|place| (place, 1.0));
        problem.equal(sum.chain([(paid.len() + number, -1.0)]).collect());
    }
    problem.fix(&known);
    let place: Vec<usize> = (0..paid.len()).map(|place| problem.place(place)).collect();
    let ceilings = vec![2.0; problem.width];
    let mut asked: BTreeMap<Vec<usize>, f64> = BTreeMap::new();
    for total in totals {
        let places = within(total);
        let mut people: BTreeMap<u64, f64> = BTreeMap::new();
        places.iter().for_each(|&at| *people.entry(paid[at].person).or_default() += amount(at));
        let mut greatest: Vec<(u64, f64)> = people.into_iter().collect();
        greatest.sort_by(|one, other| other.1.total_cmp(&one.1));
        for few in [1, 2, threshold - 1] {
            let group: BTreeSet<u64> = greatest.iter().take(few).map(|(person, _)| *person).collect();
            let of_group: Vec<usize> = places.iter().copied().filter(|&at| group.contains(&paid[at].person)).collect();
            let truth = of_group.iter().map(|&at| amount(at)).sum();
            if truth > 0.0 {
                asked.insert(of_group, truth);
            }
        }
    }
    let mut found = Vec::new();
    for (group, truth) in asked {
        let sum = |solution: &[f64]| group.iter().map(|&at| solution[place[at]]).sum::<f64>();
        let mut range = (truth, truth);
        for sign in [1.0, -1.0] {
            let mut cost = vec![0.0; problem.width];
            group.iter().for_each(|&at| cost[place[at]] = sign);
            // No solution found leaves the range narrow, which is then reported.
            if let Some(solution) = problem.minimise(&cost, &ceilings) {
                range = (range.0.min(sum(&solution)), range.1.max(sum(&solution)));
            }
        }
        if range.1 < truth * (1.0 + MARGIN) - NEAR || range.0 > truth * (1.0 - MARGIN) + NEAR {
            found.push(format!("{} payments of {truth:.4} lie in {range:.4?}", group.len()));
        }
    }
    found
}
