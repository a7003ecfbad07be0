//! Embedded migrations, one folder a database with the same names in both.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::connection::AnyConnection;

pub(super) const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
pub(super) const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

/// What a migration says when it fails.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// Brings the database to this version; answers the names of what was run.
pub fn migrate(conn: &mut AnyConnection) -> Result<Vec<String>, Error> {
    let run = match conn {
        AnyConnection::Pg(pg) => pg.run_pending_migrations(POSTGRES)?,
        AnyConnection::Sqlite(sqlite) => sqlite.run_pending_migrations(SQLITE)?,
    };
    Ok(run.iter().map(ToString::to_string).collect())
}

/// Undoes every migration; a test proves that each is reversible.
pub fn revert_all(conn: &mut AnyConnection) -> Result<(), Error> {
    match conn {
        AnyConnection::Pg(pg) => pg.revert_all_migrations(POSTGRES)?,
        AnyConnection::Sqlite(sqlite) => sqlite.revert_all_migrations(SQLITE)?,
    };
    Ok(())
}
