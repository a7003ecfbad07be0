//! The funds of the demo: two that were set up, and one that only services name.

use chrono::Datelike;
use diesel::prelude::*;
use yaninda_shared::{
    catalogue::Category,
    ids::{FundId, OfficeId, UserId},
    values::{NaiveDate, Stamp},
};

use crate::{
    db::{
        AnyConnection,
        schema::{fund_amounts, funds},
    },
    problem::ApiResult,
    random::{self, Random},
};

/// Code, name and what it gives in a year, in kuruş.
const FUNDS: [(&str, &str, i64); 2] =
    [("NL-2024", "Embassy of the Netherlands", 60_000_000), ("EU-SKILLS", "Skills programme", 4_000_000)];

/// The code of the fund that pays for a category; the last was never set up.
pub(super) const fn pays_for(category: Category) -> &'static str {
    match category {
        Category::Education | Category::Livelihood => "EU-SKILLS",
        Category::Return => "RETURN",
        _ => "NL-2024",
    }
}

/// Sets both up in an office, for the year of `today`.
pub(super) fn set_up(
    conn: &mut AnyConnection,
    ids: &dyn Random,
    office: OfficeId,
    by: UserId,
    now: Stamp,
    today: NaiveDate,
) -> ApiResult<()> {
    let day = |month, day| NaiveDate::from_ymd_opt(today.year(), month, day).unwrap_or(today);
    for (code, name, minor) in FUNDS {
        let id = FundId::from_raw(random::id(ids, now));
        diesel::insert_into(funds::table)
            .values((
                funds::id.eq(id),
                funds::office_id.eq(office),
                funds::version.eq(1),
                funds::created_at.eq(now),
                funds::created_by.eq(by),
                funds::updated_at.eq(now),
                funds::updated_by.eq(by),
                funds::code.eq(code),
                funds::name.eq(name),
                funds::retired.eq(false),
            ))
            .execute(conn)?;
        diesel::insert_into(fund_amounts::table)
            .values((
                fund_amounts::office_id.eq(office),
                fund_amounts::fund_id.eq(id),
                fund_amounts::seq.eq(0),
                fund_amounts::currency.eq("TRY"),
                fund_amounts::amount_minor.eq(minor),
                fund_amounts::starts_on.eq(day(1, 1)),
                fund_amounts::ends_on.eq(day(12, 31)),
            ))
            .execute(conn)?;
    }
    Ok(())
}
