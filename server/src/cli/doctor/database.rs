//! Whether the database can be reached, is sound and is at this version.

use diesel::{prelude::*, sql_query, sql_types::Text};

use super::{super::place, report::Report};
use crate::{
    config::{ConfigError, Settings},
    db::{self, AnyConnection, State, Target},
};

const WHAT: &str = "database";

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    server_version: String,
}

/// A connection, if it is fit to be looked into.
pub(super) fn check(report: &mut Report, settings: &Settings, problems: &[ConfigError]) -> Option<AnyConnection> {
    if problems.iter().any(|problem| ["database_url", "data", "--config"].contains(&problem.key.as_str())) {
        report.fail(WHAT, "not looked for, since the configuration does not say where it is");
        return None;
    }
    if let Target::Sqlite(path) = &settings.target
        && !path.is_file()
    {
        report.fail(
            WHAT,
            format_args!(
                "there is none at {}; `yaninda init` makes one, `yaninda restore` brings one back",
                path.display()
            ),
        );
        return None;
    }
    let mut conn = match place::connect(settings) {
        Ok(conn) => conn,
        Err(error) => {
            report.fail(WHAT, error);
            return None;
        }
    };
    match name(&mut conn).and_then(|name| Ok((name, db::quick_check(&mut conn)?))) {
        Ok((name, None)) => current(report, &name, &mut conn).then_some(conn),
        Ok((_, Some(wrong))) => {
            report.fail(
                WHAT,
                format_args!("the file is damaged: {wrong}; stop the server, keep the file, restore a backup"),
            );
            None
        }
        Err(error) => {
            report.fail(WHAT, format_args!("cannot be read: {error}"));
            None
        }
    }
}

fn name(conn: &mut AnyConnection) -> QueryResult<String> {
    match conn {
        AnyConnection::Sqlite(_) => Ok("SQLite, its file is sound".to_owned()),
        AnyConnection::Pg(pg) => {
            let version: Version = sql_query("SHOW server_version").get_result(pg)?;
            Ok(format!("PostgreSQL {}", version.server_version))
        }
    }
}

fn current(report: &mut Report, name: &str, conn: &mut AnyConnection) -> bool {
    match db::state(conn) {
        Ok(State::Current) => {
            report.ok(WHAT, format_args!("{name}, at this version"));
            return true;
        }
        Ok(State::Empty) => report.fail(WHAT, format_args!("{name}, empty; `yaninda init` begins an installation")),
        Ok(State::Behind(missing)) => report.fail(
            WHAT,
            format_args!(
                "{name}, not at this version; make a backup, then `yaninda migrate` runs {}",
                missing.join(", ")
            ),
        ),
        Ok(State::Ahead(unknown)) => report
            .fail(WHAT, format_args!("{name}, used by a newer version ({}); use that version", unknown.join(", "))),
        Err(error) => report.fail(WHAT, format_args!("{name}, its migrations cannot be read: {error}")),
    }
    false
}
