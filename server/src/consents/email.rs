//! What a person agreed to e-mail by.

use diesel::prelude::*;
use yaninda_shared::{
    consents::ConsentScope,
    ids::{CaseId, OfficeId},
    values::{NaiveDate, Stamp},
};

use super::row::ConsentRow;
use crate::{
    db::{AnyConnection, each, schema::consents},
    problem::ApiResult,
    seal::Sealer,
};

/// The newest consent to e-mail that is in force on this day; nothing without one, or if one was taken back after it was
/// recorded: who says no after they said yes again means no.
pub fn email_agreement(
    conn: &mut AnyConnection,
    key: &Sealer,
    office: OfficeId,
    case: CaseId,
    today: NaiveDate,
) -> ApiResult<Option<Agreed>> {
    let of_case = consents::table.filter(consents::office_id.eq(office)).filter(consents::case_id.eq(case));
    let rows: Vec<ConsentRow> = each!(conn, |c| of_case.load(c))?;
    let (mut agreed, mut taken_back) = (None::<Agreed>, None::<Stamp>);
    for row in &rows {
        if !row.open(key)?.draft.scope.contains(&ConsentScope::Email) {
            continue;
        }
        if row.withdrawn_on.is_some() {
            taken_back = taken_back.max(Some(row.updated_at));
        } else if row.given_on <= today {
            agreed = agreed.max(Some(Agreed { recorded_at: row.created_at, given_on: row.given_on }));
        }
    }
    Ok(agreed.filter(|agreed| taken_back.is_none_or(|taken_back| agreed.recorded_at >= taken_back)))
}

/// A consent to e-mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Agreed {
    recorded_at: Stamp,
    given_on: NaiveDate,
}

impl Agreed {
    /// Whether it was given after mail had been stopped, `stopped_on` being that moment's day.
    #[must_use]
    pub fn is_after(&self, stopped_at: Stamp, stopped_on: NaiveDate) -> bool {
        self.recorded_at > stopped_at && self.given_on >= stopped_on
    }
}
