//! Milestones that an office has added to those every office has.

use actix_web::{Responder, get, put, web};
use diesel::prelude::*;
use yaninda_shared::{
    audit::AuditAction,
    ids::{MilestoneTypeId, OfficeId, RawId, UserId},
    milestones::{MilestoneTypeDraft, MilestoneTypeRecord},
    outcomes::OutcomeDomain,
    record::RecordKind,
    values::{ShortText, Stamp, ValueError},
};

use crate::{
    access::{Access, Answer, Case, CatalogueRead, Disclosed, InOffice, MilestoneTypeWrite, Reading, Writing, Written},
    audit::AuditDraft,
    db::schema::milestone_types,
    http::{Payload, Problems, WriteHeaders},
    problem::{ApiError, ApiResult},
};

/// Table `milestone_types`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
struct TypeRow {
    id: MilestoneTypeId,
    office_id: OfficeId,
    version: i64,
    _created_at: Stamp,
    _created_by: UserId,
    _updated_at: Stamp,
    _updated_by: UserId,
    name: String,
    domain: OutcomeDomain,
    offset_days: Option<i32>,
    retired: bool,
}

impl TypeRow {
    fn show(self) -> ApiResult<MilestoneTypeRecord> {
        let name = ShortText::parse(&self.name).map_err(ApiError::internal)?;
        let draft =
            MilestoneTypeDraft { name, domain: self.domain, offset_days: self.offset_days, retired: self.retired };
        Ok(MilestoneTypeRecord { id: self.id, version: self.version, draft })
    }
}

/// The milestones that the caller's own office has added, retired ones too; at most 500.
#[utoipa::path(tag = "milestones", responses((status = 200, body = Vec<MilestoneTypeRecord>), Problems))]
#[get("/milestone-types")]
pub async fn list(access: Access<CatalogueRead, InOffice>) -> ApiResult<impl Responder> {
    let shown = access.read(|reading| {
        let rows: Vec<TypeRow> = milestone_types::table
            .filter(milestone_types::office_id.eq(reading.caller.office))
            .order(milestone_types::id)
            .limit(500)
            .load(reading.conn)?;
        Ok(Disclosed::impersonal(rows.into_iter().map(TypeRow::show).collect::<ApiResult<Vec<_>>>()?))
    });
    Ok(Answer::read(0, shown.await?))
}

/// Adds a milestone to those of the caller's own office, renames it, or retires it. Cases keep the name under which it was
/// chosen.
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

fn find<R>(reading: &mut Reading<'_, R>, id: MilestoneTypeId) -> ApiResult<Option<TypeRow>> {
    let row: Option<TypeRow> = milestone_types::table.find(id).get_result(reading.conn).optional()?;
    match row {
        // An id that is taken elsewhere is answered like one that does not exist.
        Some(row) if row.office_id != reading.caller.office => Err(ApiError::not_found()),
        row => Ok(row),
    }
}

fn show(reading: &mut Reading<'_, InOffice>, id: RawId) -> ApiResult<MilestoneTypeRecord> {
    find(reading, MilestoneTypeId::from_raw(id))?.ok_or_else(ApiError::not_found)?.show()
}

fn put_type(
    writing: &mut Writing<'_, InOffice>,
    id: MilestoneTypeId,
    draft: &MilestoneTypeDraft,
) -> ApiResult<Written> {
    let existing = find(writing, id)?;
    writing.expect(id.raw(), existing.as_ref().map(|row| row.version))?;
    let written = match existing {
        None => {
            diesel::insert_into(milestone_types::table)
                .values((
                    milestone_types::id.eq(id),
                    milestone_types::office_id.eq(writing.caller.office),
                    milestone_types::version.eq(1),
                    milestone_types::created_at.eq(writing.now),
                    milestone_types::created_by.eq(writing.caller.user),
                    milestone_types::updated_at.eq(writing.now),
                    milestone_types::updated_by.eq(writing.caller.user),
                    milestone_types::name.eq(draft.name.as_str()),
                    milestone_types::domain.eq(draft.domain),
                    milestone_types::offset_days.eq(draft.offset_days),
                    milestone_types::retired.eq(draft.retired),
                ))
                .execute(writing.conn)?;
            Written::created(id.raw())
        }
        Some(row) => {
            diesel::update(milestone_types::table.find(id))
                .set((
                    milestone_types::version.eq(row.version + 1),
                    milestone_types::updated_at.eq(writing.now),
                    milestone_types::updated_by.eq(writing.caller.user),
                    milestone_types::name.eq(draft.name.as_str()),
                    milestone_types::domain.eq(draft.domain),
                    milestone_types::offset_days.eq(draft.offset_days),
                    milestone_types::retired.eq(draft.retired),
                ))
                .execute(writing.conn)?;
            Written::changed(id.raw(), row.version + 1)
        }
    };
    let action = if written.version == 1 { AuditAction::Created } else { AuditAction::Changed };
    writing.touch(RecordKind::MilestoneType, id.raw(), None)?;
    let entry = AuditDraft::one(action, RecordKind::MilestoneType, None, id.raw());
    writing.audit(entry.fields(["name", "domain", "offset_days", "retired"]));
    Ok(written)
}

/// The name of one that the office still offers. Errors: 422 on `own`.
pub(super) fn offered(reading: &mut Reading<'_, Case>, id: MilestoneTypeId) -> ApiResult<ShortText> {
    let name: Option<String> = milestone_types::table
        .filter(milestone_types::id.eq(id))
        .filter(milestone_types::office_id.eq(reading.caller.office))
        .filter(milestone_types::retired.eq(false))
        .select(milestone_types::name)
        .get_result(reading.conn)
        .optional()?;
    let name = name.ok_or_else(|| ApiError::field("own", ValueError::UnknownValue))?;
    ShortText::parse(&name).map_err(ApiError::internal)
}
