//! The rows of a fund and how it is shown.

use diesel::prelude::*;
use yaninda_shared::{
    funds::{FundAmount, FundDraft, FundRecord},
    ids::{FundId, OfficeId, UserId},
    values::{Currency, FundCode, Money, NaiveDate, ShortText, Stamp},
};

use crate::{
    access::Reading,
    db::schema::{fund_amounts, funds},
    problem::{ApiError, ApiResult},
    records::{find_of_office, own::MOST},
};

/// Table `funds`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct FundRow {
    pub id: FundId,
    pub office_id: OfficeId,
    pub version: i64,
    _created_at: Stamp,
    _created_by: UserId,
    _updated_at: Stamp,
    _updated_by: UserId,
    pub code: String,
    name: String,
    retired: bool,
}

/// What an amount is of, in the order of the columns after its place.
type AmountRow = (FundId, String, i64, NaiveDate, NaiveDate);

fn amount((_, currency, minor, from, to): &AmountRow) -> ApiResult<FundAmount> {
    let currency = Currency::parse(currency).map_err(ApiError::internal)?;
    let amount = Money::new(*minor, currency).map_err(ApiError::internal)?;
    Ok(FundAmount { amount, from: *from, to: *to })
}

/// Shows rows, with the amounts of all of them read at once.
pub fn show<R>(reading: &mut Reading<'_, R>, rows: Vec<FundRow>) -> ApiResult<Vec<FundRecord>> {
    let ids: Vec<FundId> = rows.iter().map(|row| row.id).collect();
    let amounts: Vec<AmountRow> = fund_amounts::table
        .filter(fund_amounts::office_id.eq(reading.caller.office))
        .filter(fund_amounts::fund_id.eq_any(ids))
        .order((fund_amounts::fund_id, fund_amounts::seq))
        .select((
            fund_amounts::fund_id,
            fund_amounts::currency,
            fund_amounts::amount_minor,
            fund_amounts::starts_on,
            fund_amounts::ends_on,
        ))
        .load(reading.conn)?;
    let one = |row: FundRow| {
        let own = amounts.iter().filter(|one| one.0 == row.id).map(amount);
        let draft = FundDraft {
            code: FundCode::parse(&row.code).map_err(ApiError::internal)?,
            name: ShortText::parse(&row.name).map_err(ApiError::internal)?,
            amounts: own.collect::<ApiResult<_>>()?,
            retired: row.retired,
        };
        Ok(FundRecord { id: row.id, version: row.version, draft })
    };
    rows.into_iter().map(one).collect()
}

/// The funds of the caller's office by code.
pub fn load<R>(reading: &mut Reading<'_, R>) -> ApiResult<Vec<FundRecord>> {
    let rows: Vec<FundRow> = funds::table
        .filter(funds::office_id.eq(reading.caller.office))
        .order(funds::code)
        .limit(MOST)
        .load(reading.conn)?;
    show(reading, rows)
}

find_of_office!(pub(super) fn find of funds, FundId => FundRow);
