//! Which migrations a database has run, and running those up to a version. Looking changes nothing.

use diesel::{
    migration::{Migration, MigrationSource},
    prelude::*,
    sql_query,
    sql_types::Text,
};
use diesel_migrations::MigrationHarness;

use super::{
    connection::{AnyConnection, each},
    migrate::{Error, POSTGRES, SQLITE},
};

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

/// How far a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It has run these, which are all there are.
    Current,
    /// It has none of our tables.
    Empty,
    /// These are still to be run.
    Behind(Vec<String>),
    /// It has run these, which this program does not know.
    Ahead(Vec<String>),
}

/// The versions a database has run, in their order; none if it is empty.
pub fn applied(conn: &mut AnyConnection) -> QueryResult<Vec<String>> {
    let there = match conn {
        AnyConnection::Pg(_) => {
            "SELECT table_name::text AS version FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_name = '__diesel_schema_migrations'"
        }
        AnyConnection::Sqlite(_) => {
            "SELECT name AS version FROM sqlite_schema WHERE type = 'table' AND name = '__diesel_schema_migrations'"
        }
    };
    let there: Vec<Version> = each!(conn, |conn| sql_query(there).load(conn))?;
    if there.is_empty() {
        return Ok(Vec::new());
    }
    let all = "SELECT version FROM __diesel_schema_migrations ORDER BY version";
    let rows: Vec<Version> = each!(conn, |conn| sql_query(all).load(conn))?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// The versions this program knows, in their order. Both databases have the same.
pub fn known() -> Result<Vec<String>, Error> {
    let all = MigrationSource::<diesel::sqlite::Sqlite>::migrations(&SQLITE)?;
    let mut versions: Vec<String> = all.iter().map(|one| one.name().version().to_string()).collect();
    versions.sort();
    Ok(versions)
}

/// How far a database is.
pub fn state(conn: &mut AnyConnection) -> Result<State, Error> {
    let (applied, known) = (applied(conn)?, known()?);
    if applied.is_empty() {
        return Ok(State::Empty);
    }
    let ahead: Vec<String> = applied.iter().filter(|version| !known.contains(version)).cloned().collect();
    if !ahead.is_empty() {
        return Ok(State::Ahead(ahead));
    }
    let behind: Vec<String> = known.into_iter().filter(|version| !applied.contains(version)).collect();
    Ok(if behind.is_empty() { State::Current } else { State::Behind(behind) })
}

/// Whether every migration this program knows has run.
pub fn is_current(conn: &mut AnyConnection) -> Result<bool, Error> {
    Ok(matches!(state(conn)?, State::Current | State::Ahead(_)))
}

/// Runs exactly these versions on an empty database.
pub fn migrate_to(conn: &mut AnyConnection, versions: &[String]) -> Result<(), Error> {
    match conn {
        AnyConnection::Pg(pg) => run(pg, &POSTGRES, versions),
        AnyConnection::Sqlite(sqlite) => run(sqlite, &SQLITE, versions),
    }
}

fn run<C>(conn: &mut C, source: &impl MigrationSource<C::Backend>, versions: &[String]) -> Result<(), Error>
where
    C: MigrationHarness<C::Backend> + Connection,
{
    let all: Vec<Box<dyn Migration<C::Backend>>> = source.migrations()?;
    // Makes the table that keeps which have run.
    conn.applied_migrations()?;
    for version in versions {
        let one = all.iter().find(|one| one.name().version().to_string() == *version);
        conn.run_migration(one.ok_or_else(|| format!("there is no migration {version}"))?.as_ref())?;
    }
    Ok(())
}
