//! The row of a milestone of an office's own.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{MilestoneTypeId, OfficeId, UserId},
    milestones::{MilestoneTypeDraft, MilestoneTypeRecord},
    outcomes::OutcomeDomain,
    values::{ShortText, Stamp, ValueError},
};

use crate::{
    access::{Case, Reading},
    db::schema::milestone_types,
    problem::{ApiError, ApiResult},
    records::find_of_office,
};

/// Table `milestone_types`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub(super) struct TypeRow {
    id: MilestoneTypeId,
    pub office_id: OfficeId,
    pub version: i64,
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
    /// As it is shown.
    pub fn show(self) -> ApiResult<MilestoneTypeRecord> {
        let name = ShortText::parse(&self.name).map_err(ApiError::internal)?;
        let draft =
            MilestoneTypeDraft { name, domain: self.domain, offset_days: self.offset_days, retired: self.retired };
        Ok(MilestoneTypeRecord { id: self.id, version: self.version, draft })
    }
}

find_of_office!(pub(super) fn find of milestone_types, MilestoneTypeId => TypeRow);

/// The name of one that the office still offers. Errors: 422 on `own`.
pub(crate) fn offered(reading: &mut Reading<'_, Case>, id: MilestoneTypeId) -> ApiResult<ShortText> {
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
