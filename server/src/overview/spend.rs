//! What was paid, from which fund, against what it gives.

use std::collections::BTreeMap;

use chrono::{Datelike, Duration, NaiveDate};
use diesel::{
    dsl::sql,
    expression::SqlLiteral,
    prelude::*,
    sql_types::{BigInt, Bool, Nullable},
};
use yaninda_shared::{
    funds::{FundAmount, FundRecord},
    overview::FundSpend,
    values::{Currency, FundCode},
};

use crate::{
    access::{InOffice, Reading},
    db::schema::services,
    funds,
    problem::{ApiError, ApiResult},
};

/// The words of the index `services_by_fund`: what was delivered and stands.
pub(super) fn paid() -> SqlLiteral<Bool> {
    sql("services.cost_minor IS NOT NULL AND NOT services.withdrawn AND services.status = 'delivered'")
}

/// A fund as services name it (or none), and a currency.
type Purse = (Option<FundCode>, Currency);

/// Fund by fund and currency by currency: for the days of the amount that is in force today, else for this year. Funds that
/// were set up stand here although nothing was paid yet.
pub(super) fn by_fund(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<FundSpend>> {
    let today = reading.today();
    let year = |month, day| NaiveDate::from_ymd_opt(today.year(), month, day).unwrap_or(today);
    let (from, to) = (year(1, 1), year(12, 31));
    let set_up = funds::load(reading)?;
    let mut purses: BTreeMap<Purse, Option<FundAmount>> = BTreeMap::new();
    for purse in purses_used(reading)? {
        purses.insert(purse, None);
    }
    for fund in set_up.iter().filter(|fund| !fund.draft.retired) {
        for one in fund.draft.amounts.iter().filter(|one| one.from <= today && today <= one.to) {
            purses.insert((Some(fund.draft.code.clone()), one.amount.currency()), Some(*one));
        }
    }
    let mut all = Vec::with_capacity(purses.len());
    for ((fund, currency), amount) in purses {
        let (from, to) = amount.map_or((from, to), |one| (one.from, one.to));
        let spent = spent(reading, fund.as_ref(), currency, from, to)?;
        if spent == 0 && amount.is_none() {
            continue;
        }
        let known = |record: &&FundRecord| Some(&record.draft.code) == fund.as_ref();
        let id = set_up.iter().find(known).map(|record| record.id);
        all.push(FundSpend { id, currency, from, to, spent, amount: amount.map(|one| one.amount.minor()), fund });
    }
    Ok(all)
}

/// Each fund and currency that ever paid. Found by leaps from one to the next in the index: a grouping would walk it all.
fn purses_used(reading: &mut Reading<'_, InOffice>) -> ApiResult<Vec<Purse>> {
    let mut purses = Vec::new();
    for currency in currencies(reading, None)? {
        purses.push((None, currency));
    }
    let mut last = String::new();
    while let Some(fund) = next_fund(reading, &last)? {
        let code = FundCode::parse(&fund).map_err(ApiError::internal)?;
        for currency in currencies(reading, Some(&fund))? {
            purses.push((Some(code.clone()), currency));
        }
        last = fund;
    }
    Ok(purses)
}

fn next_fund(reading: &mut Reading<'_, InOffice>, after: &str) -> ApiResult<Option<String>> {
    let next: Option<Option<String>> = services::table
        .filter(services::office_id.eq(reading.caller.office))
        .filter(paid())
        .filter(services::fund.gt(after))
        .order(services::fund)
        .select(services::fund)
        .first(reading.conn)
        .optional()?;
    Ok(next.flatten())
}

fn currencies(reading: &mut Reading<'_, InOffice>, fund: Option<&str>) -> ApiResult<Vec<Currency>> {
    let mut all = Vec::new();
    let mut last = String::new();
    loop {
        let rows = services::table
            .filter(services::office_id.eq(reading.caller.office))
            .filter(paid())
            .filter(services::currency.gt(&last))
            .order(services::currency)
            .select(services::currency)
            .into_boxed();
        let rows = match fund {
            Some(fund) => rows.filter(services::fund.eq(fund)),
            None => rows.filter(services::fund.is_null()),
        };
        let next: Option<Option<String>> = rows.first(reading.conn).optional()?;
        let Some(next) = next.flatten() else { return Ok(all) };
        all.push(Currency::parse(&next).map_err(ApiError::internal)?);
        last = next;
    }
}

/// Minor units that a fund has left in a currency of the amount that is in force today, if there is one.
pub(crate) fn left(
    reading: &mut Reading<'_, InOffice>,
    funds: &[FundRecord],
    fund: &FundCode,
    currency: Currency,
) -> ApiResult<Option<i64>> {
    let today = reading.today();
    let in_force = |one: &&FundAmount| one.from <= today && today <= one.to && one.amount.currency() == currency;
    let set_up = funds.iter().find(|known| known.draft.code == *fund);
    let Some(amount) = set_up.and_then(|fund| fund.draft.amounts.iter().find(in_force)) else { return Ok(None) };
    let spent = spent(reading, Some(fund), currency, amount.from, amount.to)?;
    Ok(Some(amount.amount.minor().saturating_sub(spent)))
}

/// Minor units that were paid on these days.
fn spent(
    reading: &mut Reading<'_, InOffice>,
    fund: Option<&FundCode>,
    currency: Currency,
    from: NaiveDate,
    to: NaiveDate,
) -> ApiResult<i64> {
    let rows = services::table
        .filter(services::office_id.eq(reading.caller.office))
        .filter(paid())
        .filter(services::currency.eq(currency.as_str()))
        .filter(services::occurred_on.ge(from))
        .filter(services::occurred_on.lt(to + Duration::days(1)))
        // A sum is of another type than what is summed, and on PostgreSQL a decimal.
        .select(sql::<Nullable<BigInt>>("CAST(sum(services.cost_minor) AS BIGINT)"))
        .into_boxed();
    let rows = match fund {
        Some(fund) => rows.filter(services::fund.eq(fund.as_str().to_owned())),
        None => rows.filter(services::fund.is_null()),
    };
    let sum: Option<i64> = rows.get_result(reading.conn)?;
    Ok(sum.unwrap_or_default())
}
