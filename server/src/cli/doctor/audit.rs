//! Whether the head of every office's audit chain is its last entry. `yaninda audit verify` walks the whole chain.

use diesel::prelude::*;
use yaninda_shared::ids::OfficeId;

use super::{super::failure::Failure, report::Report};
use crate::db::{
    AnyConnection,
    schema::{audit_entries, audit_heads, offices},
};

const WHAT: &str = "audit log";

pub(super) fn check(report: &mut Report, conn: &mut AnyConnection) -> Result<(), Failure> {
    let all: Vec<(OfficeId, String)> =
        offices::table.order(offices::code).select((offices::id, offices::code)).load(conn)?;
    let mut entries = 0;
    let mut good = true;
    for (office, code) in &all {
        let head: Option<(i64, Vec<u8>)> = audit_heads::table
            .find(office)
            .select((audit_heads::seq, audit_heads::hash))
            .get_result(conn)
            .optional()?;
        let last: Option<(i64, Vec<u8>)> = audit_entries::table
            .filter(audit_entries::office_id.eq(office))
            .order(audit_entries::seq.desc())
            .select((audit_entries::seq, audit_entries::hash))
            .first(conn)
            .optional()?;
        match (head, last) {
            (Some((0, _)), None) => {}
            (Some(head), Some(last)) if head == last => entries += head.0,
            (head, last) => {
                let (head, last) = (head.map_or(0, |(seq, _)| seq), last.map_or(0, |(seq, _)| seq));
                let mend = "keep this database as it is and run `yaninda audit verify`";
                report.fail(
                    WHAT,
                    format_args!("{code}: its head is {head}, its last entry is not that ({last}); {mend}"),
                );
                good = false;
            }
        }
    }
    if good {
        report.ok(WHAT, format_args!("{} offices, {entries} entries, every chain ends at its head", all.len()));
    }
    Ok(())
}
