//! Referrals by unit and month, before and after a series of workshops; who came, and what they thought and knew.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{Responder, get};
use diesel::{dsl::count_star, prelude::*};
use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{
    ids::UnitId,
    reports::{Comparison, IdentificationReport, SeriesWorkshop, UnitParticipants, UnitReferrals},
    values::{NaiveDate, ShortText, ValueError},
    workshops::{Effective, Knowledge, WorkshopRecord},
};

use super::month::Month;
use crate::{
    access::{Access, Answer, Disclosed, InOffice, Reading, ReportRead},
    audit::AuditDraft,
    db::schema::referrals,
    http::{Problems, Query},
    problem::{ApiError, ApiResult},
    referrals::units,
    workshops,
};

/// Most months from the first workshop of a series to the last.
const LONGEST: i32 = 12;
/// Most months before, and after.
const WIDEST: u32 = 12;

/// `?first=2023-12&last=2023-12&window=4`.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SeriesQuery {
    /// The month of the first workshop.
    #[param(pattern = r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    first: String,
    /// The month of the last one.
    #[param(pattern = r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    last: String,
    /// So many months before the first and after the last are compared; 4 if left out.
    #[param(minimum = 1, maximum = 12)]
    window: Option<u32>,
}

/// The series and what is compared.
#[derive(Clone, Copy)]
struct Span {
    first: Month,
    last: Month,
    window: u32,
}

impl Span {
    fn parse(query: &SeriesQuery) -> ApiResult<Self> {
        let month = |field: &'static str, text: &str| {
            Month::parse(text).ok_or_else(|| ApiError::field(field, ValueError::ImpossibleDate))
        };
        let (first, last) = (month("first", &query.first)?, month("last", &query.last)?);
        let window = query.window.unwrap_or(4);
        match first.until(last) {
            ..0 => Err(ApiError::field("last", ValueError::BeforeStart)),
            LONGEST.. => Err(ApiError::field("last", ValueError::TooLarge)),
            _ if window == 0 => Err(ApiError::field("window", ValueError::Zero)),
            _ if window > WIDEST => Err(ApiError::field("window", ValueError::TooLarge)),
            _ => Ok(Self { first, last, window }),
        }
    }

    fn begin(self) -> Month {
        self.first.minus(self.window)
    }

    fn end(self) -> Month {
        self.last.plus(self.window)
    }

    fn months(self) -> Vec<Month> {
        let count = u32::try_from(self.begin().until(self.end())).unwrap_or(0);
        (0..=count).map(|at| self.begin().plus(at)).collect()
    }

    /// What these counts by month come to before and after.
    fn compare(self, counts: &[u32]) -> Comparison {
        let window = usize::try_from(self.window).unwrap_or(0);
        let before = counts.iter().take(window).sum();
        let after = counts.iter().rev().take(window).sum();
        Comparison::of(before, after)
    }
}

/// Referrals before and after the workshops of some months, exactly. What was answered with a link that is still open is
/// not counted yet.
#[utoipa::path(tag = "reports", params(SeriesQuery), responses((status = 200, body = IdentificationReport), Problems))]
#[get("/reports/identification")]
pub async fn identification(
    access: Access<ReportRead, InOffice>,
    query: Query<SeriesQuery>,
) -> ApiResult<impl Responder> {
    let span = Span::parse(&query.0)?;
    let report = access
        .read(move |reading| {
            let held = workshops::between(reading, span.first.first(), span.last.end())?;
            let report = report(reading, span, &held)?;
            let entry = AuditDraft::reported("identification").fields([span.first.to_string(), span.last.to_string()]);
            Ok(Disclosed::with(report, entry))
        })
        .await?;
    Ok(Answer::read(0, report))
}

fn report(reading: &mut Reading<'_, InOffice>, span: Span, held: &[WorkshopRecord]) -> ApiResult<IdentificationReport> {
    let months = span.months();
    let names: BTreeMap<UnitId, ShortText> =
        units::all(reading)?.iter().map(|unit| Ok((unit.id, unit.name()?))).collect::<ApiResult<_>>()?;
    let mut attended: BTreeMap<UnitId, u32> = BTreeMap::new();
    for line in held.iter().flat_map(|workshop| &workshop.draft.attendance) {
        *attended.entry(line.unit).or_default() += line.people;
    }
    let trained: BTreeSet<Option<UnitId>> = attended.keys().copied().map(Some).collect();
    let by_unit = received(reading, span, &months)?;
    let sum = |chosen: &dyn Fn(&Option<UnitId>) -> bool| -> Vec<u32> {
        let mut sums = vec![0; months.len()];
        for (_, counts) in by_unit.iter().filter(|(unit, _)| chosen(unit)) {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        sums
    };
    let totals = sum(&|_| true);
    let mut units: Vec<UnitReferrals> = by_unit
        .iter()
        .map(|(unit, counts)| UnitReferrals {
            unit: *unit,
            name: unit.and_then(|unit| names.get(&unit).cloned()),
            trained: trained.contains(unit),
            counts: counts.clone(),
            comparison: span.compare(counts),
        })
        .collect();
    // By name, those without a unit last: no ranking of units.
    units.sort_by(|one, other| (one.unit.is_none(), &one.name).cmp(&(other.unit.is_none(), &other.name)));
    let mut participants_by_unit: Vec<UnitParticipants> = attended
        .iter()
        .filter_map(|(unit, people)| Some(UnitParticipants { name: names.get(unit)?.clone(), people: *people }))
        .collect();
    participants_by_unit.sort_by(|one, other| one.name.cmp(&other.name));
    let known = |known: fn(&WorkshopRecord) -> Knowledge| {
        held.iter().map(known).fold(Knowledge::default(), |sum, one| sum.plus(&one))
    };
    Ok(IdentificationReport {
        months: months.iter().map(ToString::to_string).collect(),
        window: span.window,
        complete: reading.today() >= span.end().end(),
        units,
        all: span.compare(&totals),
        trained: span.compare(&sum(&|unit| trained.contains(unit))),
        totals,
        workshops: held
            .iter()
            .map(|one| SeriesWorkshop {
                id: one.id,
                held_on: one.draft.held_on,
                participants: one.draft.participants(),
            })
            .collect(),
        participants: held.iter().map(|one| one.draft.participants()).sum(),
        participants_by_unit,
        effective: held
            .iter()
            .fold(Effective::default(), |sum, one| sum.plus(&one.results.found_effective(&one.draft.paper))),
        known_before: known(|one| one.results.known_before(&one.draft.paper)),
        known_after: known(|one| one.results.known_after(&one.draft.paper)),
        overfull: u32::try_from(held.iter().filter(|one| one.is_overfull()).count()).unwrap_or(u32::MAX),
    })
}

/// Referrals of each unit by month.
fn received(
    reading: &mut Reading<'_, InOffice>,
    span: Span,
    months: &[Month],
) -> ApiResult<BTreeMap<Option<UnitId>, Vec<u32>>> {
    // By day, which is the order of the index: grouped otherwise, SQLite would sort all of them.
    let days: Vec<(NaiveDate, Option<UnitId>, i64)> = referrals::table
        .filter(referrals::office_id.eq(reading.caller.office))
        .filter(referrals::received_on.ge(span.begin().first()))
        .filter(referrals::received_on.lt(span.end().end()))
        .filter(referrals::withdrawn.eq(false))
        .group_by((referrals::received_on, referrals::unit_id))
        .select((referrals::received_on, referrals::unit_id, count_star()))
        .load(reading.conn)?;
    let mut by_unit: BTreeMap<Option<UnitId>, Vec<u32>> = BTreeMap::new();
    for (day, unit, count) in days {
        let counts = by_unit.entry(unit).or_insert_with(|| vec![0; months.len()]);
        let at = usize::try_from(span.begin().until(Month::of(day))).ok();
        if let Some(slot) = at.and_then(|at| counts.get_mut(at)) {
            *slot += u32::try_from(count).unwrap_or(u32::MAX);
        }
    }
    Ok(by_unit)
}
