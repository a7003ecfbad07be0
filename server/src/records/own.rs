//! What an office sets up for itself and reads whole: milestones, units, funds.

use yaninda_shared::{audit::AuditAction, ids::RawId, record::RecordKind};

use crate::{
    access::{InOffice, Writing, Written},
    audit::AuditDraft,
    problem::ApiResult,
};

/// Most of one kind, retired ones too.
pub const MOST: i64 = 500;

/// Writes one (`present` is its version, if it is there): holds it against what the caller believes, stores it, and says so
/// in feed and log.
pub fn put<const N: usize>(
    writing: &mut Writing<'_, InOffice>,
    (kind, id): (RecordKind, RawId),
    present: Option<i64>,
    fields: [&str; N],
    store: impl FnOnce(&mut Writing<'_, InOffice>) -> ApiResult<()>,
) -> ApiResult<Written> {
    writing.expect(id, present)?;
    store(writing)?;
    writing.touch(kind, id, None)?;
    let (action, written) = match present {
        None => (AuditAction::Created, Written::created(id)),
        Some(version) => (AuditAction::Changed, Written::changed(id, version + 1)),
    };
    writing.audit(AuditDraft::one(action, kind, None, id).fields(fields));
    Ok(written)
}

/// A function that finds a row of the caller's office by its id.
macro_rules! find_of_office {
    ($seen:vis fn $name:ident of $table:ident, $id:ident => $row:ident) => {
        /// One of the caller's office, if it is there. Errors: 404 for one of another office.
        $seen fn $name<R>(
            reading: &mut $crate::access::Reading<'_, R>,
            id: ::yaninda_shared::ids::$id,
        ) -> $crate::problem::ApiResult<Option<$row>> {
            let row: Option<$row> = $table::table.find(id).get_result(reading.conn).optional()?;
            match row {
                // An id that is taken elsewhere is answered like one that does not exist.
                Some(row) if row.office_id != reading.caller.office => Err($crate::problem::ApiError::not_found()),
                row => Ok(row),
            }
        }
    };
}

/// Whether the caller's office may have one more. Errors: 409.
macro_rules! expect_room_of_office {
    ($writing:expr, $table:ident, $most:expr) => {{
        let there =
            $table::table.filter($table::office_id.eq($writing.caller.office)).count().get_result($writing.conn)?;
        $crate::records::expect_room(there, $most)
    }};
}

pub(crate) use {expect_room_of_office, find_of_office};
