//! The row of a unit.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{OfficeId, UnitId, UserId},
    referrals::{ReferralSource, UnitDraft, UnitRecord},
    values::{ShortText, Stamp},
};

use crate::{
    access::Reading,
    db::schema::referral_units,
    problem::{ApiError, ApiResult},
    records::{find_of_office, own::MOST},
};

/// Table `referral_units`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub(crate) struct UnitRow {
    pub id: UnitId,
    pub(super) office_id: OfficeId,
    pub(super) version: i64,
    _created_at: Stamp,
    _created_by: UserId,
    _updated_at: Stamp,
    _updated_by: UserId,
    name: String,
    pub source: ReferralSource,
    pub retired: bool,
}

impl UnitRow {
    /// Its name.
    pub fn name(&self) -> ApiResult<ShortText> {
        ShortText::parse(&self.name).map_err(ApiError::internal)
    }

    pub(super) fn show(self) -> ApiResult<UnitRecord> {
        let draft = UnitDraft { name: self.name()?, source: self.source, retired: self.retired };
        Ok(UnitRecord { id: self.id, version: self.version, draft })
    }
}

/// All of the caller's office, retired ones too.
pub(crate) fn all<R>(reading: &mut Reading<'_, R>) -> ApiResult<Vec<UnitRow>> {
    Ok(referral_units::table
        .filter(referral_units::office_id.eq(reading.caller.office))
        .order(referral_units::id)
        .limit(MOST)
        .load(reading.conn)?)
}

find_of_office!(pub(crate) fn find of referral_units, UnitId => UnitRow);
