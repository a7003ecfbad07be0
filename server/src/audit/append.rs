//! Appending to an office's chain, inside the caller's transaction. Its lock is taken after the feed's.

use diesel::prelude::*;
use yaninda_shared::{ids::OfficeId, values::Stamp};

use super::entry::{Actor, AuditDraft, Placed, pack_ids};
use crate::{
    db::{
        AnyConnection,
        schema::{audit_entries, audit_heads},
    },
    problem::ApiResult,
};

/// Appends entries and moves the head.
pub fn append(conn: &mut AnyConnection, office: OfficeId, at: Stamp, entries: &[(Actor, AuditDraft)]) -> ApiResult<()> {
    let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    if count == 0 {
        return Ok(());
    }
    // Takes the row's lock; the hash read here is the one to continue from.
    let (last, mut previous): (i64, Vec<u8>) = diesel::update(audit_heads::table.find(office))
        .set(audit_heads::seq.eq(audit_heads::seq + count))
        .returning((audit_heads::seq, audit_heads::hash))
        .get_result(conn)?;
    for (seq, (actor, draft)) in (last - count + 1..).zip(entries) {
        let ids = pack_ids(&draft.ids);
        let fields = draft.fields.join(",");
        let hash = Placed {
            office,
            seq,
            at,
            user: actor.user,
            device: actor.device,
            action: draft.action.as_str(),
            kind: draft.kind,
            case: draft.case,
            ids: &ids,
            fields: &fields,
        }
        .hash(&previous);
        diesel::insert_into(audit_entries::table)
            .values((
                audit_entries::office_id.eq(office),
                audit_entries::seq.eq(seq),
                audit_entries::at.eq(at),
                audit_entries::user_id.eq(actor.user),
                audit_entries::device_id.eq(actor.device),
                audit_entries::action.eq(draft.action),
                audit_entries::kind.eq(draft.kind),
                audit_entries::case_id.eq(draft.case),
                audit_entries::ids.eq(ids),
                audit_entries::fields.eq(fields),
                audit_entries::hash.eq(hash.to_vec()),
            ))
            .execute(conn)?;
        previous = hash.to_vec();
    }
    diesel::update(audit_heads::table.find(office)).set(audit_heads::hash.eq(previous)).execute(conn)?;
    Ok(())
}
