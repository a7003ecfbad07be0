//! Payments that may have been split: each within the limit, together above it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use actix_web::{Responder, get};
use chrono::Duration;
use diesel::{dsl::sql, expression::SqlLiteral, prelude::*, sql_types::Bool};
use yaninda_shared::{
    approvals::{SplitPayment, claims_payment},
    audit::AuditAction,
    ids::CaseId,
    record::RecordKind,
    services::ServiceStatus,
    values::{Money, NaiveDate},
};

use super::limits;
use crate::{
    access::{Access, Answer, ApprovalList, Disclosed, InOffice, Reading},
    cases::row::code_name,
    db::schema::{cases, services},
    http::Problems,
    problem::{ApiError, ApiResult},
};

/// Most that are shown.
const MOST: usize = 50;
/// Days that are looked at.
const LOOKED_AT: i64 = 60;
/// Days within which payments belong together.
const WITHIN: i64 = 30;

/// Services of one case and currency that are within 30 days together above a limit and each within it, of the last 60 days:
/// of a case those days that cost most; the largest first, at most 50. It is a hint: there are good reasons for several small
/// payments.
#[utoipa::path(tag = "approvals", responses((status = 200, body = Vec<SplitPayment>), Problems))]
#[get("/approvals/splits")]
pub async fn splits(access: Access<ApprovalList, InOffice>) -> ApiResult<impl Responder> {
    let shown = access
        .read(|reading| {
            let shown = found(reading)?;
            let ids = shown.iter().map(|one| one.case.raw()).collect();
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Case, None, ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

/// A payment: what it was for, its day and its amount.
type Paid = (String, NaiveDate, i64);
type Row = (CaseId, String, NaiveDate, ServiceStatus, i64, String);

/// The words of the index `services_by_cost`.
fn costs() -> SqlLiteral<Bool> {
    sql("services.cost_minor IS NOT NULL AND NOT services.withdrawn")
}

fn found(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<SplitPayment>> {
    let office = reading.caller.office;
    let limits: HashMap<String, Money> =
        limits::load(reading.conn, office)?.into_iter().map(|limit| (String::from(limit.currency()), limit)).collect();
    if limits.is_empty() {
        return Ok(Vec::new());
    }
    let today = reading.today();
    let rows: Vec<Row> = services::table
        .filter(services::office_id.eq(office))
        .filter(costs())
        .filter(services::occurred_on.gt(today - Duration::days(LOOKED_AT)))
        .filter(services::occurred_on.le(today))
        .order(services::occurred_on)
        .select((
            services::case_id,
            services::code,
            services::occurred_on,
            services::status,
            services::cost_minor.assume_not_null(),
            services::currency.assume_not_null(),
        ))
        .load(reading.conn)?;
    let mut together: BTreeMap<(CaseId, String), Vec<Paid>> = BTreeMap::new();
    for (case, code, day, status, minor, currency) in rows {
        let Some(limit) = limits.get(&currency) else { continue };
        if minor <= limit.minor() && (claims_payment(status) || status == ServiceStatus::Requested) {
            together.entry((case, currency)).or_default().push((code, day, minor));
        }
    }
    let mut split: Vec<(CaseId, Money, Vec<Paid>)> = Vec::new();
    for ((case, currency), paid) in together {
        let Some(limit) = limits.get(&currency) else { continue };
        let (most, total) = dearest(&paid);
        if total > limit.minor() {
            split.push((case, Money::new(total, limit.currency()).map_err(ApiError::internal)?, most.to_vec()));
        }
    }
    split.sort_by_key(|(_, total, _)| std::cmp::Reverse(total.minor()));
    split.truncate(MOST);
    let ids: Vec<CaseId> = split.iter().map(|(case, ..)| *case).collect();
    let named: Vec<(CaseId, String, String)> = cases::table
        .filter(cases::id.eq_any(ids))
        .select((cases::id, cases::number, cases::code_name))
        .load(reading.conn)?;
    let named: HashMap<CaseId, (String, String)> =
        named.into_iter().map(|(id, number, name)| (id, (number, name))).collect();
    let there = split.into_iter().filter_map(|(case, total, paid)| {
        let ((_, from, _), (_, to, _)) = (paid.first()?.clone(), paid.last()?.clone());
        Some((case, total, paid, (from, to), named.get(&case)?.clone()))
    });
    there
        .map(|(case, total, paid, (from, to), (number, name))| {
            let types: BTreeSet<&String> = paid.iter().map(|(code, ..)| code).collect();
            Ok(SplitPayment {
                case,
                code_name: code_name(&name)?,
                number,
                service_types: types.into_iter().cloned().collect(),
                from,
                to,
                services: i64::try_from(paid.len()).unwrap_or(i64::MAX),
                total,
            })
        })
        .collect()
}

/// Those payments within [`WITHIN`] days that cost most together, and how much; they stand in the order of their days.
fn dearest(paid: &[Paid]) -> (&[Paid], i64) {
    let (mut most, mut highest) = (paid.get(..0).unwrap_or_default(), 0);
    for (first, (_, from, _)) in paid.iter().enumerate() {
        let rest = paid.get(first..).unwrap_or_default();
        let within = rest.partition_point(|(_, day, _)| *day < *from + Duration::days(WITHIN));
        let window = rest.get(..within).unwrap_or_default();
        let total = window.iter().fold(0_i64, |total, (_, _, minor)| total.saturating_add(*minor));
        if total > highest {
            (most, highest) = (window, total);
        }
    }
    (most, highest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_days_are_counted_across_the_end_of_a_month() {
        let on = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
        let paid = |month, day, minor| ("HOU.rent".to_owned(), on(month, day), minor);
        let all = [paid(10, 1, 5), paid(10, 20, 7), paid(11, 18, 7), paid(11, 19, 9)];
        let (most, total) = dearest(&all);
        assert_eq!((most.len(), total, most[0].1), (2, 16, on(11, 18)));
        let (most, total) = dearest(&all[..3]);
        assert_eq!((most.len(), total), (2, 14));
        assert_eq!(dearest(&[]).1, 0);
    }
}
