//! Whether backups are made, and for whom.

use diesel::{dsl, prelude::*};
use yaninda_shared::{audit::AuditAction, values::Stamp};

use super::{super::failure::Failure, report::Report};
use crate::{
    config::Settings,
    db::{AnyConnection, schema::audit_entries},
};

const WHAT: &str = "backup";
/// Seconds in a day.
const DAY: i64 = 86_400;

pub(super) fn check(
    report: &mut Report,
    settings: &Settings,
    now: Stamp,
    conn: Option<&mut AnyConnection>,
) -> Result<(), Failure> {
    if settings.demo {
        report.ok(WHAT, "a demo needs none");
        return Ok(());
    }
    if settings.backup_recipients.is_empty() {
        report.warn(WHAT, "nobody is set to encrypt to; make a key with `age-keygen` and set backup_recipients");
    }
    let Some(conn) = conn else { return Ok(()) };
    let last: Option<i64> = audit_entries::table
        .filter(audit_entries::action.eq(AuditAction::BackedUp.as_str()))
        .select(dsl::max(audit_entries::at))
        .get_result(conn)?;
    match last.map(|last| (now.seconds() - Stamp::from_micros(last).seconds()) / DAY) {
        None => report.warn(WHAT, "there is none yet; `yaninda backup --to FILE` makes one, and should run every day"),
        Some(days) if days > 2 => {
            report.warn(WHAT, format_args!("the last one is {days} days old; let it run every day"))
        }
        Some(days) => report.ok(WHAT, format_args!("the last one is {days} days old")),
    }
    Ok(())
}
