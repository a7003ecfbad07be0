//! Setting a unit up, renaming and retiring it.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    ids::{RawId, UnitId},
    record::RecordKind,
    referrals::{UnitDraft, UnitRecord},
};

use super::row::find;
use crate::{
    access::{Access, InOffice, Reading, UnitWrite, Writing, Written},
    db::schema::referral_units,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    records::{
        expect_room_of_office,
        own::{self, MOST},
    },
};

/// Adds a unit to those of the caller's own office, renames it, or retires it. Errors: 409 if there are 500.
#[utoipa::path(tag = "referrals", params(("unit" = UnitId, Path), WriteHeaders), request_body = UnitDraft,
    responses((status = 201, body = UnitRecord), (status = 200, body = UnitRecord), Problems))]
#[put("/referral-units/{unit}")]
pub async fn write(
    access: Access<UnitWrite, InOffice>,
    path: web::Path<UnitId>,
    payload: Payload<UnitDraft>,
) -> ApiResult<impl Responder> {
    let (id, draft) = (path.into_inner(), payload.value);
    access.write(payload.digest, move |writing| put_unit(writing, id, &draft), show).await
}

fn show(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<UnitRecord> {
    find(reading, UnitId::from_raw(id))?.ok_or_else(ApiError::not_found)?.show()
}

fn put_unit(writing: &mut Writing<'_, InOffice>, id: UnitId, draft: &UnitDraft) -> ApiResult<Written> {
    let present = find(writing, id)?.map(|row| row.version);
    own::put(writing, (RecordKind::Unit, id.raw()), present, ["name"], |writing| {
        let said = (
            referral_units::updated_at.eq(writing.now),
            referral_units::updated_by.eq(writing.caller.user),
            referral_units::name.eq(draft.name.as_str()),
            referral_units::source.eq(draft.source),
            referral_units::retired.eq(draft.retired),
        );
        let Some(version) = present else {
            expect_room_of_office!(writing, referral_units, MOST)?;
            diesel::insert_into(referral_units::table)
                .values((
                    referral_units::id.eq(id),
                    referral_units::office_id.eq(writing.caller.office),
                    referral_units::version.eq(1),
                    referral_units::created_at.eq(writing.now),
                    referral_units::created_by.eq(writing.caller.user),
                    said,
                ))
                .execute(writing.conn)?;
            return Ok(());
        };
        diesel::update(referral_units::table.find(id))
            .set((referral_units::version.eq(version + 1), said))
            .execute(writing.conn)?;
        Ok(())
    })
}
