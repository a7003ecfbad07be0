//! The row of a rule, and the rules of an office. Nothing of it is sealed: a rule is about nobody.

use diesel::prelude::*;
use yaninda_shared::{
    clocks::{BuiltInRule, ClockRuleDraft, ClockRuleRecord, RuleKey, Rules},
    ids::{ClockRuleId, OfficeId, UserId},
    values::{Country, Stamp},
};

use crate::{
    db::{
        AnyConnection,
        schema::{clock_rules, offices},
    },
    problem::{ApiError, ApiResult},
    records::find_of_office,
};

/// Most rules of an office's own.
pub(super) const MOST: i64 = 200;

/// Table `clock_rules`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct RuleRow {
    pub id: ClockRuleId,
    pub office_id: OfficeId,
    pub version: i64,
    pub _created_at: Stamp,
    pub _created_by: UserId,
    pub updated_at: Stamp,
    pub updated_by: UserId,
    pub stands_for: Option<BuiltInRule>,
    pub verified_by: Option<UserId>,
    pub rule: String,
}

impl RuleRow {
    /// As it is shown.
    pub fn show(&self) -> ApiResult<ClockRuleRecord> {
        Ok(ClockRuleRecord {
            key: self.stands_for.map_or(RuleKey::Own(self.id), RuleKey::BuiltIn),
            id: Some(self.id),
            version: self.version,
            updated_at: Some(self.updated_at),
            updated_by: Some(self.updated_by),
            verified_by: self.verified_by,
            draft: read(&self.rule)?,
        })
    }
}

/// Reads a rule back from its column.
pub(super) fn read(rule: &str) -> ApiResult<ClockRuleDraft> {
    serde_json::from_str(rule).map_err(ApiError::internal)
}

find_of_office!(pub(super) fn find of clock_rules, ClockRuleId => RuleRow);

/// The rules that hold in an office.
pub fn rules_of(conn: &mut AnyConnection, office: OfficeId) -> ApiResult<Rules> {
    let country: Option<String> = offices::table.find(office).select(offices::country).get_result(conn)?;
    let country = country.as_deref().map(Country::parse).transpose().map_err(ApiError::internal)?;
    let rows: Vec<RuleRow> =
        clock_rules::table.filter(clock_rules::office_id.eq(office)).order(clock_rules::id).load(conn)?;
    Ok(Rules::new(country, rows.iter().map(RuleRow::show).collect::<ApiResult<_>>()?))
}
