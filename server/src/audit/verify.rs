//! Walking an office's chain: the first bad or missing row is named.

use diesel::prelude::*;
use yaninda_shared::{
    ids::{CaseId, DeviceId, OfficeId, UserId},
    values::Stamp,
};

use super::entry::Placed;
use crate::{
    db::{
        AnyConnection,
        schema::{audit_entries, audit_heads},
    },
    problem::ApiResult,
};

/// What verification found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Every entry is there and true; how many.
    Intact { entries: i64, head: Vec<u8> },
    /// This entry is not there.
    Missing { seq: i64 },
    /// This entry, or the one before it, was altered.
    Altered { seq: i64 },
    /// The head speaks of entries after the last one, or of another hash.
    CutTail { last: i64, head: i64 },
}

type Row = (i64, Stamp, Option<UserId>, Option<DeviceId>, String, String, Option<CaseId>, Vec<u8>, String, Vec<u8>);

/// Verifies one office's chain in bounded memory.
pub fn verify_office(conn: &mut AnyConnection, office: OfficeId) -> ApiResult<Finding> {
    let mut last = 0;
    let mut previous = vec![0; 32];
    loop {
        let rows: Vec<Row> = audit_entries::table
            .filter(audit_entries::office_id.eq(office))
            .filter(audit_entries::seq.gt(last))
            .order(audit_entries::seq)
            .limit(5000)
            .select((
                audit_entries::seq,
                audit_entries::at,
                audit_entries::user_id,
                audit_entries::device_id,
                audit_entries::action,
                audit_entries::kind,
                audit_entries::case_id,
                audit_entries::ids,
                audit_entries::fields,
                audit_entries::hash,
            ))
            .load(conn)?;
        if rows.is_empty() {
            break;
        }
        for (seq, at, user, device, action, kind, case, ids, fields, hash) in rows {
            if seq != last + 1 {
                return Ok(Finding::Missing { seq: last + 1 });
            }
            let placed = Placed {
                office,
                seq,
                at,
                user,
                device,
                action: &action,
                kind: &kind,
                case,
                ids: &ids,
                fields: &fields,
            };
            if placed.hash(&previous).as_slice() != hash.as_slice() {
                return Ok(Finding::Altered { seq });
            }
            previous = hash;
            last = seq;
        }
    }
    let (head, hash): (i64, Vec<u8>) =
        audit_heads::table.find(office).select((audit_heads::seq, audit_heads::hash)).get_result(conn)?;
    if head != last || hash != previous {
        return Ok(Finding::CutTail { last, head });
    }
    Ok(Finding::Intact { entries: last, head: hash })
}
