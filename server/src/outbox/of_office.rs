//! The mails of an office, in words that an index on a part of the table serves: a query has to say the same.

use diesel::{
    dsl::{AsExprOf, sql},
    expression::{SqlLiteral, UncheckedBind},
    sql_types::Bool,
};
use yaninda_shared::ids::{OfficeId, sql::Guid};

/// That a mail belongs to an office.
pub(crate) type OfOffice = SqlLiteral<Bool, UncheckedBind<SqlLiteral<Bool>, AsExprOf<OfficeId, Guid>>>;

/// Those that are to be looked at again, by the index `mails_due`. They are few, of whatever office: SQLite would all the same
/// take any key that begins with an office that is asked for, and read every mail of it. So this one is not asked for, but held
/// against each row.
pub(super) fn waiting(office: OfficeId) -> OfOffice {
    sql("mails.next_at IS NOT NULL AND CASE WHEN mails.office_id = ")
        .bind::<Guid, _>(office)
        .sql(" THEN TRUE ELSE FALSE END")
}

/// Those that were claimed at least once or came to their end, by the index `mails_handled`.
pub(crate) fn handled(office: OfficeId) -> OfOffice {
    sql("mails.state <> 'queued' AND mails.office_id = ").bind::<Guid, _>(office).sql("")
}
