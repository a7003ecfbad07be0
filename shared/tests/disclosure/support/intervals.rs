//! How tightly an attacker bounds what is hidden.

use super::{
    attacker::{Attacker, Hidden},
    random::Random,
};

/// How near an interior point method comes to an optimum, in people. Bounds here are whole or simple fractions, so an
/// interval that is really too narrow misses by far more.
const NEAR: f64 = 0.01;

/// The hidden figures the attacker bounds more tightly than `wide` allows, given (least, greatest) and the figure.
///
/// Two linear programmes per figure at most: every solution serves all figures, and a figure already seen to be wide
/// needs none of its own.
pub fn narrow(
    attacker: &Attacker,
    ceilings: &[f64],
    wide: impl Fn((f64, f64), &Hidden) -> bool,
    solved: &mut usize,
) -> Vec<String> {
    let problem = &attacker.problem;
    let mut ranges: Vec<(f64, f64)> = vec![(f64::INFINITY, f64::NEG_INFINITY); problem.width];
    let mut look = |cost: &[f64], ranges: &mut Vec<(f64, f64)>| {
        *solved += 1;
        // No solution found teaches nothing; a figure for which it mattered is then reported as narrow.
        for (range, figure) in ranges.iter_mut().zip(problem.minimise(cost, ceilings).into_iter().flatten()) {
            *range = (range.0.min(figure), range.1.max(figure));
        }
    };
    if problem.width > 0 {
        // Whole-system directions first: all down, all up, then mixed ones, which reach most corners cheaply.
        let mut random = Random::new(problem.width as u64);
        for sign in [1.0, -1.0, 0.0, 0.0, 0.0, 0.0] {
            let mixed = |sign: f64| if sign == 0.0 { random.below(21) as f64 - 10.0 } else { sign };
            let cost: Vec<f64> = std::iter::repeat_n(sign, problem.width).map(mixed).collect();
            look(&cost, &mut ranges);
        }
    }
    let mut found = Vec::new();
    for hidden in &attacker.hidden {
        for sign in [1.0, -1.0] {
            if !wide(ranges[hidden.variable], hidden) {
                let mut cost = vec![0.0; problem.width];
                cost[hidden.variable] = sign;
                look(&cost, &mut ranges);
            }
        }
        let range = ranges[hidden.variable];
        if !wide(range, hidden) {
            found.push(format!("figure {} of {} lies in {range:?}", hidden.variable, hidden.truth));
        }
    }
    found
}

/// The definition of safety: greatest − least ≥ threshold, and 0 possible for whatever is below the threshold.
pub fn safe(range: (f64, f64), hidden: &Hidden) -> bool {
    range.1 - range.0 > hidden.threshold - NEAR && (hidden.truth >= hidden.threshold || range.0 < NEAR)
}

/// Ceilings that stand for none: far above every figure.
pub fn open_ceilings(attacker: &Attacker) -> Vec<f64> {
    vec![4.0 * attacker.hidden.iter().fold(100.0_f64, |most, hidden| most.max(hidden.truth)); attacker.problem.width]
}
