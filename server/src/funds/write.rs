//! Setting a fund up, and changing what it gives.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    funds::{FundDraft, FundRecord},
    ids::{FundId, RawId},
    record::RecordKind,
    values::ValueError,
};

use super::row::{self, FundRow, find};
use crate::{
    access::{Access, FundWrite, InOffice, Reading, Writing, Written},
    db::schema::{fund_amounts, funds},
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    records::{
        expect_room_of_office,
        own::{self, MOST},
    },
};

/// Sets a fund of the caller's own office up, changes its name or amounts, or retires it. Its code stays: services name it.
/// Errors: 409 if there are 500.
#[utoipa::path(tag = "funds", params(("fund" = FundId, Path), WriteHeaders), request_body = FundDraft,
    responses((status = 201, body = FundRecord), (status = 200, body = FundRecord), Problems))]
#[put("/funds/{fund}")]
pub async fn write(
    access: Access<FundWrite, InOffice>,
    path: web::Path<FundId>,
    payload: Payload<FundDraft>,
) -> ApiResult<impl Responder> {
    let (id, draft) = (path.into_inner(), payload.value);
    draft.validate().map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put_fund(writing, id, &draft), show).await
}

fn show(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<FundRecord> {
    let row = find(reading, FundId::from_raw(id))?.ok_or_else(ApiError::not_found)?;
    row::show(reading, vec![row])?.pop().ok_or_else(ApiError::not_found)
}

fn put_fund(writing: &mut Writing<'_, InOffice>, id: FundId, draft: &FundDraft) -> ApiResult<Written> {
    let existing = find(writing, id)?;
    let present = existing.as_ref().map(|row| row.version);
    own::put(writing, (RecordKind::Fund, id.raw()), present, ["fund"], |writing| {
        match existing {
            None => insert(writing, id, draft)?,
            Some(row) => change(writing, &row, draft)?,
        }
        put_amounts(writing, id, draft)
    })
}

fn insert(writing: &mut Writing<'_, InOffice>, id: FundId, draft: &FundDraft) -> ApiResult<()> {
    let taken: i64 = funds::table
        .filter(funds::office_id.eq(writing.caller.office))
        .filter(funds::code.eq(draft.code.as_str()))
        .count()
        .get_result(writing.conn)?;
    if taken > 0 {
        return Err(ApiError::field("code", ValueError::Taken));
    }
    expect_room_of_office!(writing, funds, MOST)?;
    diesel::insert_into(funds::table)
        .values((
            funds::id.eq(id),
            funds::office_id.eq(writing.caller.office),
            funds::version.eq(1),
            funds::created_at.eq(writing.now),
            funds::created_by.eq(writing.caller.user),
            funds::updated_at.eq(writing.now),
            funds::updated_by.eq(writing.caller.user),
            funds::code.eq(draft.code.as_str()),
            funds::name.eq(draft.name.as_str()),
            funds::retired.eq(draft.retired),
        ))
        .execute(writing.conn)?;
    Ok(())
}

fn change(writing: &mut Writing<'_, InOffice>, row: &FundRow, draft: &FundDraft) -> ApiResult<()> {
    if row.code != draft.code.as_str() {
        return Err(ApiError::field("code", ValueError::NotAllowedHere));
    }
    diesel::update(funds::table.find(row.id))
        .set((
            funds::version.eq(row.version + 1),
            funds::updated_at.eq(writing.now),
            funds::updated_by.eq(writing.caller.user),
            funds::name.eq(draft.name.as_str()),
            funds::retired.eq(draft.retired),
        ))
        .execute(writing.conn)?;
    Ok(())
}

/// Writes the amounts anew, in the order of their days.
fn put_amounts(writing: &mut Writing<'_, InOffice>, id: FundId, draft: &FundDraft) -> ApiResult<()> {
    let office = writing.caller.office;
    let own = fund_amounts::office_id.eq(office).and(fund_amounts::fund_id.eq(id));
    diesel::delete(fund_amounts::table.filter(own)).execute(writing.conn)?;
    let mut amounts = draft.amounts.clone();
    amounts.sort_by_key(|one| (one.from, one.amount.currency()));
    for (seq, one) in (0_i32..).zip(&amounts) {
        diesel::insert_into(fund_amounts::table)
            .values((
                fund_amounts::office_id.eq(office),
                fund_amounts::fund_id.eq(id),
                fund_amounts::seq.eq(seq),
                fund_amounts::currency.eq(one.amount.currency().as_str()),
                fund_amounts::amount_minor.eq(one.amount.minor()),
                fund_amounts::starts_on.eq(one.from),
                fund_amounts::ends_on.eq(one.to),
            ))
            .execute(writing.conn)?;
    }
    Ok(())
}
