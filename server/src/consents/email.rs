//! Since when a person agrees to e-mail.

use diesel::prelude::*;
use yaninda_shared::{
    consents::ConsentScope,
    ids::{CaseId, OfficeId},
    values::{NaiveDate, Stamp},
};

use super::row::ConsentRow;
use crate::{
    db::{AnyConnection, schema::consents},
    problem::ApiResult,
    seal::Sealer,
};

/// When the newest consent to e-mail that is in force on this day was recorded; nothing without one. Who stopped mail later
/// than that has not agreed to it again.
pub fn email_agreed_at(
    conn: &mut AnyConnection,
    key: &Sealer,
    office: OfficeId,
    case: CaseId,
    today: NaiveDate,
) -> ApiResult<Option<Stamp>> {
    let rows: Vec<ConsentRow> = consents::table
        .filter(consents::office_id.eq(office))
        .filter(consents::case_id.eq(case))
        .filter(consents::withdrawn_on.is_null())
        .filter(consents::given_on.le(today))
        .load(conn)?;
    let mut agreed = None;
    for row in &rows {
        if row.open(key)?.draft.scope.contains(&ConsentScope::Email) {
            agreed = agreed.max(Some(row.created_at));
        }
    }
    Ok(agreed)
}
