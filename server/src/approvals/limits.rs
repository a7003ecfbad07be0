//! The most that an office pays without a supervisor's approval, by currency.

use diesel::prelude::*;
use yaninda_shared::{
    ids::OfficeId,
    values::{Currency, Money},
};

use crate::{
    db::{AnyConnection, schema::approval_limits},
    problem::{ApiError, ApiResult},
};

/// Those of an office, by currency.
pub fn load(conn: &mut AnyConnection, office: OfficeId) -> ApiResult<Vec<Money>> {
    let rows: Vec<(String, i64)> = approval_limits::table
        .filter(approval_limits::office_id.eq(office))
        .order(approval_limits::currency)
        .select((approval_limits::currency, approval_limits::minor))
        .load(conn)?;
    let money = |(currency, minor): (String, i64)| Money::new(minor, Currency::parse(&currency)?);
    rows.into_iter().map(|row| money(row).map_err(ApiError::internal)).collect()
}

/// Puts these in place of those an office had.
pub fn store(conn: &mut AnyConnection, office: OfficeId, limits: &[Money]) -> ApiResult<()> {
    diesel::delete(approval_limits::table.filter(approval_limits::office_id.eq(office))).execute(conn)?;
    for limit in limits {
        diesel::insert_into(approval_limits::table)
            .values((
                approval_limits::office_id.eq(office),
                approval_limits::currency.eq(String::from(limit.currency())),
                approval_limits::minor.eq(limit.minor()),
            ))
            .execute(conn)?;
    }
    Ok(())
}
