//! Referrals in, the units they come from, and the figures of both.

use leptos::prelude::*;
use yaninda_shared::{
    ids::{CaseId, ReferralId, UnitId},
    record::EntryWithdrawal,
    referrals::{ReferralDraft, ReferralFilter, ReferralRecord, UnitDraft, UnitRecord},
    reports::{IdentificationReport, PeopleReport},
};

use super::{Failure, Listing, Reading, query, write};

/// Those that the reader may see, latest first.
#[must_use]
pub fn list(filter: Signal<ReferralFilter>) -> Listing<ReferralRecord> {
    Listing::new(move || {
        let filter = query(&filter.get());
        Some(if filter.is_empty() { "/referrals".to_owned() } else { format!("/referrals?{filter}") })
    })
}

/// Those that led to a case.
#[must_use]
pub fn of_case(case: Signal<Option<CaseId>>) -> Listing<ReferralRecord> {
    Listing::new(move || case.get().map(|case| format!("/referrals?case={case}")))
}

/// The units of the office, retired ones too.
#[must_use]
pub fn units() -> Reading<Vec<UnitRecord>> {
    Reading::new(|| Some("/referral-units".to_owned()))
}

/// Records one (`version` is `None`) or corrects it.
pub async fn save(id: ReferralId, version: Option<i64>, draft: &ReferralDraft) -> Result<ReferralRecord, Failure> {
    write::put(&format!("/referrals/{id}"), version, draft).await
}

/// Withdraws one that was recorded by mistake.
pub async fn withdraw(id: ReferralId, version: i64, why: &EntryWithdrawal) -> Result<ReferralRecord, Failure> {
    write::act(&format!("/referrals/{id}/withdraw"), version, why).await
}

/// Adds a unit (`version` is `None`), renames or retires it.
pub async fn save_unit(id: UnitId, version: Option<i64>, draft: &UnitDraft) -> Result<UnitRecord, Failure> {
    write::put(&format!("/referral-units/{id}"), version, draft).await
}

/// Referrals before and after the workshops of some months; nothing while a month is not chosen.
#[must_use]
pub fn report(series: Signal<Option<(String, String, u32)>>) -> Reading<IdentificationReport> {
    Reading::new(move || {
        let (first, last, window) = series.get()?;
        Some(format!("/reports/identification?first={first}&last={last}&window={window}"))
    })
}

/// People assisted in some months, by sex and age group.
#[must_use]
pub fn people(months: Signal<Option<(String, String)>>) -> Reading<PeopleReport> {
    Reading::new(move || months.get().map(|(from, to)| format!("/reports/people?from={from}&to={to}")))
}
