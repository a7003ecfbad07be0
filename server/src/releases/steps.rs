//! In which order the parts of a release are decided.

use yaninda_shared::{disclosure::Period, ids::OfficeId, releases::ReleaseScope};

/// Whose figures of which period: no office stands for all together.
pub(super) type Step = (Option<OfficeId>, Period);

/// Everything that a release is made of, itself last: shorter periods before longer ones, each office before all.
pub(super) fn of(scope: ReleaseScope, office: OfficeId, period: Period, all: &[OfficeId]) -> Vec<Step> {
    let whose: Vec<Option<OfficeId>> = match scope {
        ReleaseScope::Office => vec![Some(office)],
        ReleaseScope::All => all.iter().copied().map(Some).chain([None]).collect(),
    };
    periods(period).into_iter().flat_map(|period| whose.iter().map(move |whose| (*whose, period))).collect()
}

fn periods(period: Period) -> Vec<Period> {
    period.parts().into_iter().flat_map(periods).chain([period]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_before_totals() {
        let office = |n: u128| OfficeId::from_raw(yaninda_shared::ids::RawId(uuid::Uuid::from_u128(n)));
        let quarter = Period::parse("2026-Q2").unwrap();
        let steps = of(ReleaseScope::All, office(1), quarter, &[office(1), office(2)]);
        let text: Vec<String> = steps
            .iter()
            .map(|(whose, period)| format!("{period} {}", whose.map_or(0, |id| id.raw().0.as_u128())))
            .collect();
        assert_eq!(
            text.join(", "),
            "2026-04 1, 2026-04 2, 2026-04 0, 2026-05 1, 2026-05 2, 2026-05 0, 2026-06 1, 2026-06 2, 2026-06 0, \
             2026-Q2 1, 2026-Q2 2, 2026-Q2 0"
        );
        assert_eq!(of(ReleaseScope::Office, office(1), Period::year(2026), &[office(1), office(2)]).len(), 17);
    }
}
