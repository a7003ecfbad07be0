//! A filter in words: one chip for each thing chosen in the sheet, with the filter that is left without it.

use yaninda_shared::{
    cases::{CaseFilter, OfWorker},
    overview::Figure,
    users::Colleague,
};

use crate::{
    format,
    i18n::{Label, k, t, tf, tn},
};

/// What a person chose, and the filter without it. `mine`, `closed` and `sort` have chips of their own.
pub(super) fn parts(filter: &CaseFilter, people: &[Colleague]) -> Vec<(String, CaseFilter)> {
    let mut parts = Vec::new();
    let mut part = |text: Option<String>, take: fn(&mut CaseFilter)| {
        if let Some(text) = text {
            let mut left = filter.clone();
            take(&mut left);
            parts.push((text, left));
        }
    };
    let name = |worker| people.iter().find(|person| person.id == worker).map(|person| person.name.as_str().to_owned());
    let quiet = |days: u16| tf(k::CASES_QUIET, &[("days", &tn(k::COUNT_DAYS, days.into()))]);
    part(filter.status.map(|status| status.label().to_owned()), |filter| filter.status = None);
    let risk = filter.risk.map(|risk| t(k::OPEN_RISK).to_owned() + ": " + risk.label());
    part(risk, |filter| filter.risk = None);
    let worker = filter.worker.map(|worker| match worker {
        OfWorker::User(worker) => name(worker).unwrap_or_default(),
        OfWorker::Nobody => t(k::OVERVIEW_NO_WORKER).to_owned(),
    });
    part(worker, |filter| filter.worker = None);
    part(filter.nationality.as_ref().map(|code| format::country(code.as_str())), |filter| filter.nationality = None);
    part(filter.need.map(|need| need.label().to_owned()), |filter| filter.need = None);
    part(filter.quiet_days.map(quiet), |filter| filter.quiet_days = None);
    let unopened = |days: u16| tf(k::OVERVIEW_UNOPENED, &[("days", &tn(k::COUNT_DAYS, days.into()))]);
    part(filter.unopened_days.map(unopened), |filter| filter.unopened_days = None);
    let late = filter.rating_overdue.then(|| Figure::RatingsOverdue.label().to_owned());
    part(late, |filter| filter.rating_overdue = false);
    parts
}

#[cfg(test)]
mod tests {
    use yaninda_shared::{
        cases::{CaseStatus, Risk},
        catalogue::Category,
    };

    use super::*;

    #[test]
    fn each_part_can_be_taken_away_alone() {
        let filter = CaseFilter {
            mine: true,
            status: Some(CaseStatus::Plan),
            risk: Some(Risk::High),
            need: Some(Category::Housing),
            ..CaseFilter::default()
        };
        let parts = parts(&filter, &[]);
        let words: Vec<&str> = parts.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(words, ["Plan", "Risk: High", "Housing"]);
        let without = &parts.get(1).unwrap().1;
        assert_eq!(*without, CaseFilter { risk: None, ..filter });
    }
}
