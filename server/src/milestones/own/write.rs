//! Setting one up, renaming and retiring it.

use actix_web::{Responder, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    ids::{MilestoneTypeId, RawId},
    milestones::{MilestoneTypeDraft, MilestoneTypeRecord},
    record::RecordKind,
};

use super::row::find;
use crate::{
    access::{Access, InOffice, MilestoneTypeWrite, Reading, Writing, Written},
    db::schema::milestone_types,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
    records::{
        expect_room_of_office,
        own::{self, MOST},
    },
};

/// Adds a milestone to those of the caller's own office, renames it, or retires it. Cases keep the name under which it was
/// chosen. Errors: 409 if there are 500.
#[utoipa::path(tag = "milestones", params(("milestone_type" = MilestoneTypeId, Path), WriteHeaders),
    request_body = MilestoneTypeDraft,
    responses((status = 201, body = MilestoneTypeRecord), (status = 200, body = MilestoneTypeRecord), Problems))]
#[put("/milestone-types/{milestone_type}")]
pub async fn write(
    access: Access<MilestoneTypeWrite, InOffice>,
    path: web::Path<MilestoneTypeId>,
    payload: Payload<MilestoneTypeDraft>,
) -> ApiResult<impl Responder> {
    let (id, draft) = (path.into_inner(), payload.value);
    draft.validate().map_err(ApiError::Invalid)?;
    access.write(payload.digest, move |writing| put_type(writing, id, &draft), show).await
}

fn show(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<MilestoneTypeRecord> {
    find(reading, MilestoneTypeId::from_raw(id))?.ok_or_else(ApiError::not_found)?.show()
}

/// What the log says was written.
const FIELDS: [&str; 4] = ["name", "domain", "offset_days", "retired"];

fn put_type(
    writing: &mut Writing<'_, InOffice>,
    id: MilestoneTypeId,
    draft: &MilestoneTypeDraft,
) -> ApiResult<Written> {
    let present = find(writing, id)?.map(|row| row.version);
    own::put(writing, (RecordKind::MilestoneType, id.raw()), present, FIELDS, |writing| {
        let said = (
            milestone_types::updated_at.eq(writing.now),
            milestone_types::updated_by.eq(writing.caller.user),
            milestone_types::name.eq(draft.name.as_str()),
            milestone_types::domain.eq(draft.domain),
            milestone_types::offset_days.eq(draft.offset_days),
            milestone_types::retired.eq(draft.retired),
        );
        let Some(version) = present else {
            expect_room_of_office!(writing, milestone_types, MOST)?;
            diesel::insert_into(milestone_types::table)
                .values((
                    milestone_types::id.eq(id),
                    milestone_types::office_id.eq(writing.caller.office),
                    milestone_types::version.eq(1),
                    milestone_types::created_at.eq(writing.now),
                    milestone_types::created_by.eq(writing.caller.user),
                    said,
                ))
                .execute(writing.conn)?;
            return Ok(());
        };
        diesel::update(milestone_types::table.find(id))
            .set((milestone_types::version.eq(version + 1), said))
            .execute(writing.conn)?;
        Ok(())
    })
}
