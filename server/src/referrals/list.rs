//! Lists of referrals: the office's, or those that a caseworker recorded or whose cases are theirs.

use std::cmp::Reverse;

use actix_web::{Responder, get, web};
use diesel::prelude::*;
use serde::Deserialize;
use utoipa::IntoParams;
use yaninda_shared::{
    audit::AuditAction,
    ids::{CaseId, RawId, ReferralId, UnitId, UserId},
    page::Page,
    policy::{Action, Relation, allows},
    record::RecordKind,
    referrals::{ReferralOutcome, ReferralRecord},
    values::{NaiveDate, ValueError},
};

use super::row::{ReferralRow, file, show};
use crate::{
    access::{
        Access, Answer, Disclosed, InOffice, Reading, ReferralList, ReferralRead, ReferralSlot, scope::own_cases,
    },
    db::schema::referrals,
    http::{PageQuery, Problems, Query, page},
    problem::{ApiError, ApiResult},
    reports::month::Month,
    seal::SealError,
};

/// Most cases in one statement.
const CHUNK: usize = 500;

/// `?unit=…&month=2026-11&outcome=…&case=…` and the page.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReferralQuery {
    #[param(value_type = Option<uuid::Uuid>)]
    unit: Option<UnitId>,
    #[param(pattern = r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    month: Option<String>,
    #[param(inline)]
    outcome: Option<ReferralOutcome>,
    #[param(value_type = Option<uuid::Uuid>)]
    case: Option<CaseId>,
    /// The `next` of the page before.
    #[param(max_length = 100)]
    after: Option<String>,
    /// 1 to 200, 50 if left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
}

/// What a list is filtered by.
struct Wanted {
    unit: Option<UnitId>,
    month: Option<Month>,
    outcome: Option<ReferralOutcome>,
    case: Option<CaseId>,
    after: Option<(NaiveDate, RawId)>,
    limit: i64,
}

/// One stretch of referrals, reached through an index of its own.
enum Source {
    Office,
    Recorder(UserId),
    /// Of these cases; a case has few.
    Cases(Vec<Option<CaseId>>),
}

/// Referrals that the caller may see, latest first; withdrawn ones too.
#[utoipa::path(tag = "referrals", params(ReferralQuery), responses((status = 200, body = Page<ReferralRecord>), Problems))]
#[get("/referrals")]
pub async fn list(access: Access<ReferralList, InOffice>, query: Query<ReferralQuery>) -> ApiResult<impl Responder> {
    let ReferralQuery { unit, month, outcome, case, after, limit } = query.0;
    let paging = PageQuery { after, limit };
    let bad = || ApiError::field("month", ValueError::ImpossibleDate);
    let month = month.map(|month| Month::parse(&month).ok_or_else(bad)).transpose()?;
    let wanted = Wanted { unit, month, outcome, case, after: paging.cursor()?, limit: paging.limit()? };
    let shown = access
        .read(move |reading| {
            let rows = rows(reading, &wanted)?;
            let page = page(rows, wanted.limit, |row| (row.received_on.to_string(), row.id.raw()));
            let items = open(reading, &page.items)?;
            let ids = items.iter().map(|one| one.id.raw()).collect();
            let shown = Page { items, next: page.next };
            Ok(Disclosed::audited(shown, AuditAction::Listed, RecordKind::Referral, None, ids))
        })
        .await?;
    Ok(Answer::read(0, shown))
}

fn rows(reading: &mut Reading<'_, InOffice>, wanted: &Wanted) -> ApiResult<Vec<ReferralRow>> {
    let caller = reading.caller;
    if allows(caller.role, Action::ReferralRead, Relation::Office) {
        return draw(reading, wanted, &Source::Office);
    }
    let mut found = draw(reading, wanted, &Source::Recorder(caller.user))?;
    for chunk in own_cases(reading.conn, &caller)?.chunks(CHUNK) {
        found.extend(draw(reading, wanted, &Source::Cases(chunk.iter().copied().map(Some).collect()))?);
    }
    found.sort_unstable_by_key(|row| Reverse((row.received_on, row.id)));
    found.dedup_by_key(|row| row.id);
    Ok(found)
}

/// The first rows of a stretch, one more than wanted.
fn draw(reading: &mut Reading<'_, InOffice>, wanted: &Wanted, source: &Source) -> ApiResult<Vec<ReferralRow>> {
    let mut query = referrals::table.filter(referrals::office_id.eq(reading.caller.office)).into_boxed();
    query = match source {
        Source::Office => query,
        Source::Recorder(user) => query.filter(referrals::created_by.eq(user)),
        Source::Cases(cases) => query.filter(referrals::case_id.eq_any(cases)),
    };
    if let Some(unit) = wanted.unit {
        query = query.filter(referrals::unit_id.eq(unit));
    }
    if let Some(outcome) = wanted.outcome {
        query = query.filter(referrals::outcome.eq(outcome));
    }
    if let Some(case) = wanted.case {
        query = query.filter(referrals::case_id.eq(case));
    }
    if let Some(month) = wanted.month {
        query = query.filter(referrals::received_on.ge(month.first())).filter(referrals::received_on.lt(month.end()));
    }
    if let Some((day, id)) = wanted.after {
        let later = referrals::received_on.lt(day).or(referrals::id.lt(ReferralId::from_raw(id)));
        query = query.filter(referrals::received_on.le(day).and(later));
    }
    // Of several cases in no order: asked for it, SQLite would walk the office by day.
    if !matches!(source, Source::Cases(_)) {
        query = query.order((referrals::received_on.desc(), referrals::id.desc())).limit(wanted.limit + 1);
    }
    Ok(query.load(reading.conn)?)
}

/// Opens each with its own key; one whose key is gone was erased.
fn open(reading: &mut Reading<'_, InOffice>, rows: &[ReferralRow]) -> ApiResult<Vec<ReferralRecord>> {
    let files: Vec<CaseId> = rows.iter().map(|row| file(row.id)).collect();
    let keys = reading.core.keys.cases(reading.conn, reading.caller.office, &files)?;
    let opened = rows.iter().filter_map(|row| keys.get(&file(row.id)).map(|key| row.open(key)));
    Ok(opened.collect::<Result<_, SealError>>()?)
}

/// One referral.
#[utoipa::path(tag = "referrals", params(("referral" = ReferralId, Path)),
    responses((status = 200, body = ReferralRecord), Problems))]
#[get("/referrals/{referral}")]
pub async fn read(
    access: Access<ReferralRead, ReferralSlot>,
    path: web::Path<ReferralId>,
) -> ApiResult<impl Responder> {
    let id = path.into_inner().raw();
    let shown = access
        .read(move |reading| {
            let shown = show(reading, id)?;
            let case = shown.draft.case;
            Ok(Disclosed::audited(shown, AuditAction::Read, RecordKind::Referral, case, vec![id]))
        })
        .await?;
    Ok(Answer::read(shown.meta.version, shown))
}
