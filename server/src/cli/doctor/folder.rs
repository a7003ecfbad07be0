//! The data folder and who may read it.

use super::report::Report;
use crate::{config::Settings, db::Target};

const WHAT: &str = "data folder";

pub(super) fn check(report: &mut Report, settings: &Settings) {
    let shown = settings.data.display();
    let found = match std::fs::metadata(&settings.data) {
        Ok(found) if found.is_dir() => found,
        Ok(_) => return report.fail(WHAT, format_args!("{shown} is no folder; say another with --data")),
        Err(_) if matches!(settings.target, Target::Postgres(_)) => {
            return report.ok(WHAT, "not needed: the data is in PostgreSQL");
        }
        Err(error) => {
            return report
                .fail(WHAT, format_args!("{shown}: {error}; say where it is with --data, or run `yaninda init`"));
        }
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let user = rustix::process::geteuid();
        if found.uid() != user.as_raw() && !user.is_root() {
            return report.fail(
                WHAT,
                format_args!(
                    "{shown} belongs to user {}, this is user {}; run as that user",
                    found.uid(),
                    user.as_raw()
                ),
            );
        }
        if found.permissions().mode() & 0o077 != 0 {
            return report.warn(WHAT, format_args!("others may look into {shown}; `chmod 700 {shown}`"));
        }
    }
    if found.permissions().readonly() {
        return report.fail(WHAT, format_args!("{shown} cannot be written; `chmod 700 {shown}`"));
    }
    report.ok(WHAT, format_args!("{shown}, for its owner alone"));
}
