//! The connection enum, how one is opened, and transactions on it.

use std::{
    fs::OpenOptions,
    path::{Path, PathBuf},
};

use diesel::{
    Connection, PgConnection, SqliteConnection,
    connection::{AnsiTransactionManager, SimpleConnection, TransactionManager},
    prelude::*,
};

/// A connection to either database. Never opened through diesel's `establish`, which falls through to SQLite.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// PostgreSQL.
    Pg(PgConnection),
    /// Embedded SQLite.
    Sqlite(SqliteConnection),
}

/// Runs one statement on the concrete connection: what the enum cannot type (upsert, batch, RETURNING a struct), and what a
/// person waits for often enough to count. On the enum diesel writes the SQL text anew each time to find the statement that it
/// has prepared; on the concrete connection the statement's type finds it.
macro_rules! each {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::db::AnyConnection::Pg($c) => $body,
            $crate::db::AnyConnection::Sqlite($c) => $body,
        }
    };
}
pub(crate) use each;

/// Where the data is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL URL; may hold a password, so it is never shown.
    Postgres(String),
}

/// What a SQLite connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Read,
    Write,
}

pub(super) fn open(target: &Target, purpose: Use) -> ConnectionResult<AnyConnection> {
    match target {
        Target::Postgres(url) => {
            let mut conn = PgConnection::establish(url)?;
            conn.batch_execute("SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET statement_timeout = '60s'")
                .map_err(ConnectionError::CouldntSetupConfiguration)?;
            Ok(AnyConnection::Pg(conn))
        }
        Target::Sqlite(path) => {
            make_private(path);
            let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
            conn.batch_execute(
                "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                 PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; \
                 PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;",
            )
            .map_err(ConnectionError::CouldntSetupConfiguration)?;
            // A reader drops its cache with every commit of the writer, which keeps its own. The log may grow to 16 MB:
            // pages that many units of work change are then moved to the database once for all of them.
            let more = match purpose {
                Use::Read => "PRAGMA query_only = ON; PRAGMA cache_size = -2000",
                Use::Write => "PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000",
            };
            conn.batch_execute(more).map_err(ConnectionError::CouldntSetupConfiguration)?;
            Ok(AnyConnection::Sqlite(conn))
        }
    }
}

/// Makes the file for its owner alone, whoever may read the folder; SQLite makes its log and shared memory alike. What goes
/// wrong here, opening the database says better.
fn make_private(path: &Path) {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(path);
}

type Manager = <AnyConnection as Connection>::TransactionManager;

/// Begins the outermost transaction of a writer: takes SQLite's write lock at once.
pub(super) fn begin_write(conn: &mut AnyConnection) -> QueryResult<()> {
    match conn {
        AnyConnection::Sqlite(sqlite) => AnsiTransactionManager::begin_transaction_sql(sqlite, "BEGIN IMMEDIATE"),
        AnyConnection::Pg(_) => Manager::begin_transaction(conn),
    }
}

/// Begins a read: on PostgreSQL every statement of it sees the same snapshot, as on SQLite anyway.
pub(super) fn begin_read(conn: &mut AnyConnection) -> QueryResult<()> {
    match conn {
        AnyConnection::Pg(pg) => {
            AnsiTransactionManager::begin_transaction_sql(pg, "BEGIN ISOLATION LEVEL REPEATABLE READ")
        }
        AnyConnection::Sqlite(_) => Manager::begin_transaction(conn),
    }
}

pub(super) fn commit(conn: &mut AnyConnection) -> QueryResult<()> {
    Manager::commit_transaction(conn)
}

pub(super) fn rollback(conn: &mut AnyConnection) -> QueryResult<()> {
    Manager::rollback_transaction(conn)
}
