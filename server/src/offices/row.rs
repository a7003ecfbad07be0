//! The row of an office.

use diesel::prelude::*;
use yaninda_shared::{
    ids::OfficeId,
    offices::{OfficeDraft, OfficeRecord},
    values::{Country, Money, NeutralPhrase, ShortText, Stamp},
};

use crate::{
    db::{AnyConnection, schema::offices},
    problem::{ApiError, ApiResult},
};

/// Table `offices`, in the order of its columns.
#[derive(Clone, Debug, Queryable)]
pub struct OfficeRow {
    pub id: OfficeId,
    pub code: String,
    pub name: String,
    pub version: i64,
    pub quiet_days: i32,
    pub confirm_days: i32,
    pub next_case: i64,
    pub created_at: Stamp,
    pub mail_sender: Option<String>,
    pub mail_subject: Option<String>,
    pub country: Option<String>,
    pub clocks_edition: Option<String>,
}

impl OfficeRow {
    /// As it is shown, with what it pays unasked.
    pub fn show(&self, approval_limits: Vec<Money>) -> ApiResult<OfficeRecord> {
        let name = ShortText::parse(&self.name).map_err(ApiError::internal)?;
        let draft = OfficeDraft {
            name,
            quiet_days: self.quiet_days,
            confirm_days: self.confirm_days,
            mail_sender: phrase(self.mail_sender.as_deref())?,
            mail_subject: phrase(self.mail_subject.as_deref())?,
            country: self.country.as_deref().map(Country::parse).transpose().map_err(ApiError::internal)?,
            approval_limits,
        };
        Ok(OfficeRecord { id: self.id, version: self.version, code: self.code.clone(), draft })
    }
}

/// Reads words of a mail back from their column.
fn phrase(text: Option<&str>) -> ApiResult<Option<NeutralPhrase>> {
    text.map(|text| NeutralPhrase::try_from(text.to_owned())).transpose().map_err(ApiError::internal)
}

/// Offices of the whole installation, at most 1000: their names are no secret between them.
pub fn unscoped_offices(conn: &mut AnyConnection) -> ApiResult<Vec<OfficeRow>> {
    Ok(offices::table.order(offices::id).limit(1000).load(conn)?)
}

/// Every office's id, in their order.
pub fn ids(conn: &mut AnyConnection) -> ApiResult<Vec<OfficeId>> {
    Ok(offices::table.order(offices::id).select(offices::id).load(conn)?)
}

/// What an office is called.
pub fn name(conn: &mut AnyConnection, office: OfficeId) -> ApiResult<String> {
    Ok(offices::table.find(office).select(offices::name).get_result(conn)?)
}
