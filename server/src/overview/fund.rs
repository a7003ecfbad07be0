//! What one fund paid for, service by service.

use diesel::prelude::*;
use yaninda_shared::{
    overview::{FigureLine, FigureQuery},
    record::RecordKind,
    values::{Currency, Money, NaiveDate, ValueError},
};

use super::{
    lines::{Ask, Told, told},
    records::line,
    spend::paid,
};
use crate::{
    access::{InOffice, Reading},
    db::schema::{cases, services},
    problem::{ApiError, ApiResult},
};

/// The services that a fund (or none) paid in a currency on these days.
pub(super) fn of_fund(reading: &mut Reading<'_, InOffice>, query: &FigureQuery, ask: Ask) -> ApiResult<Told> {
    let missing = |field: &'static str| move || ApiError::field(field, ValueError::Missing);
    let currency: Currency = query.currency.ok_or_else(missing("currency"))?;
    let from: NaiveDate = query.from.ok_or_else(missing("from"))?;
    let to: NaiveDate = query.to.ok_or_else(missing("to"))?;
    let mut rows = services::table
        .inner_join(cases::table.on(cases::id.eq(services::case_id)))
        .filter(services::office_id.eq(reading.caller.office))
        .filter(paid())
        .filter(services::currency.eq(currency.as_str().to_owned()))
        .filter(services::occurred_on.ge(from))
        .filter(services::occurred_on.le(to))
        .into_boxed();
    rows = match &query.fund {
        Some(fund) => rows.filter(services::fund.eq(fund.as_str().to_owned())),
        None => rows.filter(services::fund.is_null()),
    };
    type Of = (String, Option<i64>);
    told!(
        reading,
        ask,
        rows,
        services::id,
        services::occurred_on.nullable() => NaiveDate,
        (services::code, services::cost_minor) => Of,
        |about, id, on, (code, minor): Of| {
            let amount = minor.map(|minor| Money::new(minor, currency)).transpose().map_err(ApiError::internal)?;
            Ok::<_, ApiError>(FigureLine { amount, ..line(about, RecordKind::Service, id, on, Some(code)) })
        }
    )
}
