//! Whether the clock can be believed: one-time codes, access tokens and every record depend on it.

use diesel::{prelude::*, sql_query, sql_types::BigInt};
use yaninda_shared::values::Stamp;

use super::{super::failure::Failure, report::Report};
use crate::db::{
    AnyConnection,
    schema::{audit_entries, audit_heads},
};

const WHAT: &str = "clock";
/// 2026-01-01: no installation is older.
const EARLIEST: i64 = 1_767_225_600;
/// A newer record than this many seconds ahead was not made by this clock.
const AHEAD: i64 = 60;
/// Codes of the second factor are refused beyond this many seconds.
const APART: i64 = 20;

#[derive(QueryableByName)]
struct Now {
    #[diesel(sql_type = BigInt)]
    micros: i64,
}

/// The records of a demo are of its last day, which may not be over, so they tell nothing.
pub(super) fn check(report: &mut Report, now: Stamp, conn: Option<&mut AnyConnection>) -> Result<(), Failure> {
    const MEND: &str = "set it, and let it be kept by NTP (`timedatectl set-ntp true`)";
    if now.seconds() < EARLIEST {
        report.fail(WHAT, format_args!("it says {}; {MEND}", now.utc_day()));
        return Ok(());
    }
    let Some(conn) = conn else {
        report.ok(WHAT, format_args!("{} (UTC)", now.utc_day()));
        return Ok(());
    };
    let heads = audit_heads::table
        .on(audit_heads::office_id.eq(audit_entries::office_id).and(audit_heads::seq.eq(audit_entries::seq)));
    let newest: Vec<Stamp> = audit_entries::table.inner_join(heads).select(audit_entries::at).load(conn)?;
    let newest = newest.into_iter().max().unwrap_or(now);
    let behind = newest.seconds() - now.seconds();
    if behind > AHEAD {
        report.fail(WHAT, format_args!("it is {behind} seconds behind the newest entry of the audit log; {MEND}"));
        return Ok(());
    }
    if let AnyConnection::Pg(pg) = conn {
        let sql = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) AS micros";
        let there: Now = sql_query(sql).get_result(pg)?;
        let apart = (there.micros / 1_000_000 - now.seconds()).abs();
        if apart > APART {
            report.warn(WHAT, format_args!("it is {apart} seconds from the database's; {MEND}, on both"));
            return Ok(());
        }
    }
    report.ok(WHAT, format_args!("{} (UTC), not before the newest record", now.utc_day()));
    Ok(())
}
