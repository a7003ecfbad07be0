//! An attacker who knows every published figure and every rule by which figures relate.
//!
//! Written apart from the crate: it reads only what is published (cells shown, shapes, periods, offices) and names
//! figures by text, so that a relation forgotten or misread by the crate shows up here.

use super::lp::Problem;
use std::collections::HashMap;
use yaninda_shared::disclosure::{Cell, Parts, Release, Scope};

/// What is asked of one hidden figure: its place, exact value and threshold.
pub struct Hidden {
    pub variable: usize,
    pub truth: f64,
    pub threshold: f64,
}

#[derive(Default)]
pub struct Attacker {
    names: HashMap<String, usize>,
    known: HashMap<usize, f64>,
    pub hidden: Vec<Hidden>,
    pub problem: Problem,
}

fn scope_name(scope: &Scope) -> String {
    match scope {
        Scope::Office(office) => format!("office {office}"),
        Scope::All(_) => "all".into(),
    }
}

fn name(release: &Release, period: &str, scope: &str, at: &[Option<usize>]) -> String {
    let table = release.exact();
    let mut labels: Vec<String> = table
        .shape()
        .dimensions()
        .iter()
        .zip(at)
        .filter_map(|(dimension, at)| at.map(|at| format!("{}={}", dimension.code, dimension.categories[at])))
        .collect();
    labels.sort();
    format!("{} | {period} | {scope} | {}", table.measure().code, labels.join(","))
}

impl Attacker {
    pub fn reading(releases: &[Release]) -> Self {
        let mut attacker = Self::default();
        let mut thresholds: HashMap<usize, (f64, f64)> = HashMap::new();
        for release in releases {
            let table = release.exact();
            let shape = table.shape();
            let (period, scope) = (format!("{:?}", table.period()), scope_name(table.scope()));
            for (cell, seen) in release.cells().enumerate() {
                let variable = attacker.figure(name(release, &period, &scope, &shape.place(cell)));
                thresholds.insert(variable, (table.count(cell) as f64, f64::from(release.threshold().get())));
                if let Cell::Shown(count) = seen {
                    attacker.known.insert(variable, count as f64);
                }
            }
        }
        for release in releases {
            attacker.learn(release, releases);
        }
        let known = std::mem::take(&mut attacker.known);
        let mut hidden: Vec<_> = thresholds.into_iter().filter(|(variable, _)| !known.contains_key(variable)).collect();
        hidden.sort_by_key(|(variable, _)| *variable);
        let asked = hidden.into_iter().map(|(variable, (truth, threshold))| Hidden { variable, truth, threshold });
        attacker.hidden = asked.collect();
        attacker.problem.fix(&known);
        for hidden in &mut attacker.hidden {
            hidden.variable = attacker.problem.place(hidden.variable);
        }
        attacker
    }

    fn figure(&mut self, name: String) -> usize {
        let next = self.names.len();
        *self.names.entry(name).or_insert(next)
    }

    fn learn(&mut self, release: &Release, all: &[Release]) {
        let table = release.exact();
        let shape = table.shape();
        let (period, scope) = (format!("{:?}", table.period()), scope_name(table.scope()));
        let published = |period: &str, scope: &str| {
            all.iter().any(|other| {
                let other = other.exact();
                other.measure() == table.measure()
                    && other.shape() == shape
                    && format!("{:?}", other.period()) == period
                    && scope_name(other.scope()) == scope
            })
        };
        for cell in 0..shape.cells() {
            let at = shape.place(cell);
            let total = self.figure(name(release, &period, &scope, &at));
            for (place, dimension) in shape.dimensions().iter().enumerate().filter(|(place, _)| at[*place].is_none()) {
                let part = |category| {
                    let mut at = at.clone();
                    at[place] = Some(category);
                    name(release, &period, &scope, &at)
                };
                let parts: Vec<String> = (0..dimension.categories.len()).map(part).collect();
                self.relate(total, parts, dimension.parts);
            }
            let shorter: Vec<String> = table.period().parts().iter().map(|period| format!("{period:?}")).collect();
            if !shorter.is_empty() && shorter.iter().all(|period| published(period, &scope)) {
                let parts = shorter.iter().map(|period| name(release, period, &scope, &at)).collect();
                self.relate(total, parts, table.measure().over_time);
            }
            if let Scope::All(offices) = table.scope() {
                let offices: Vec<String> = offices.iter().map(|office| format!("office {office}")).collect();
                if offices.iter().all(|office| published(&period, office)) {
                    let parts = offices.iter().map(|office| name(release, &period, office, &at)).collect();
                    self.relate(total, parts, table.measure().over_offices);
                }
            }
        }
    }

    fn relate(&mut self, total: usize, parts: Vec<String>, rule: Parts) {
        let parts: Vec<usize> = parts.into_iter().map(|part| self.figure(part)).collect();
        let mut sum: Vec<(usize, f64)> = parts.iter().map(|&part| (part, 1.0)).collect();
        sum.push((total, -1.0));
        match rule {
            Parts::Partition => self.problem.equal(sum),
            Parts::Overlapping => {
                self.problem.at_least(sum);
                for part in parts {
                    self.problem.at_least(vec![(total, 1.0), (part, -1.0)]);
                }
            }
        }
    }
}
