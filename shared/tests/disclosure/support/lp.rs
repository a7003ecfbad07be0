//! Linear programmes over figures ≥ 0, solved by Clarabel: an interior point method, nothing like the crate's own.

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultSettingsBuilder, DefaultSolver, IPSolver, SupportedConeT};
use std::collections::{BTreeSet, HashMap};

type Terms = Vec<(usize, f64)>;

/// Rows Σ coefficient × figure (=, ≥) constant.
#[derive(Default, Clone)]
pub struct Problem {
    equal: Vec<(Terms, f64)>,
    least: Vec<(Terms, f64)>,
    places: HashMap<usize, usize>,
    pub width: usize,
}

/// How far a solution may be from satisfying a row, in people.
const SLACK: f64 = 1e-4;

impl Problem {
    pub fn equal(&mut self, terms: Terms) {
        self.equal.push((terms, 0.0));
    }

    pub fn at_least(&mut self, terms: Terms) {
        self.least.push((terms, 0.0));
    }

    /// Puts published figures in as constants and numbers the others afresh; repeated rows are dropped.
    pub fn fix(&mut self, known: &HashMap<usize, f64>) {
        let mut places = std::mem::take(&mut self.places);
        for rows in [&mut self.equal, &mut self.least] {
            let mut seen = BTreeSet::new();
            rows.retain_mut(|(terms, constant)| {
                *constant =
                    -terms.iter().filter_map(|(figure, by)| known.get(figure).map(|value| value * by)).sum::<f64>();
                terms.retain(|(figure, _)| !known.contains_key(figure));
                for (figure, _) in terms.iter_mut() {
                    let next = places.len();
                    *figure = *places.entry(*figure).or_insert(next);
                }
                terms.sort_by_key(|(figure, _)| *figure);
                let text = format!("{terms:?} {constant}");
                !terms.is_empty() && seen.insert(text)
            });
        }
        self.width = places.len();
        self.places = places;
    }

    /// The place of a figure among those not fixed.
    pub fn place(&mut self, figure: usize) -> usize {
        let next = self.places.len();
        let place = *self.places.entry(figure).or_insert(next);
        self.width = self.places.len();
        place
    }

    /// A solution that minimises Σ cost × figure, with every figure at most its ceiling; `None` if the solver finds no solution.
    pub fn minimise(&self, cost: &[f64], ceilings: &[f64]) -> Option<Vec<f64>> {
        let (mut rows, mut columns, mut values, mut right) = (vec![], vec![], vec![], vec![]);
        let mut add = |terms: &[(usize, f64)], sign: f64, constant: f64| {
            for &(figure, by) in terms {
                rows.push(right.len());
                columns.push(figure);
                values.push(sign * by);
            }
            right.push(sign * constant);
        };
        for (terms, constant) in &self.equal {
            add(terms, 1.0, *constant);
        }
        for (terms, constant) in &self.least {
            add(terms, -1.0, *constant);
        }
        for (figure, &ceiling) in ceilings.iter().enumerate() {
            add(&[(figure, 1.0)], -1.0, 0.0);
            add(&[(figure, 1.0)], 1.0, ceiling);
        }
        let height = right.len();
        let matrix = CscMatrix::new_from_triplets(height, self.width, rows, columns, values);
        let cones = [
            SupportedConeT::ZeroConeT(self.equal.len()),
            SupportedConeT::NonnegativeConeT(self.least.len() + 2 * self.width),
        ];
        let nothing = CscMatrix::zeros((self.width, self.width));
        let mut builder = DefaultSettingsBuilder::default();
        builder.verbose(false).tol_gap_abs(1e-6).tol_gap_rel(1e-7);
        // Flat feasible sets can stop the method at its first settings; the others scale the problem differently.
        for (equilibrate, regular) in [(true, 1e-8), (false, 1e-8), (true, 1e-6)] {
            builder.equilibrate_enable(equilibrate).static_regularization_constant(regular);
            let mut solver = DefaultSolver::new(&nothing, cost, &matrix, &right, &cones, builder.build().ok()?).ok()?;
            solver.solve();
            // A point that satisfies every row is possible whether or not it is the optimum: stopping short can only
            // make an interval look narrower, which fails the test.
            if self.satisfied(&solver.solution.x) {
                return Some(solver.solution.x.clone());
            }
        }
        None
    }

    /// Whether figures satisfy every row, checked apart from the solver.
    pub fn satisfied(&self, figures: &[f64]) -> bool {
        let sum = |terms: &Terms| terms.iter().map(|&(figure, by)| by * figures[figure]).sum::<f64>();
        self.equal.iter().all(|(terms, constant)| (sum(terms) - constant).abs() < SLACK)
            && self.least.iter().all(|(terms, constant)| sum(terms) > constant - SLACK)
            && figures.iter().all(|&figure| figure > -SLACK)
    }
}
