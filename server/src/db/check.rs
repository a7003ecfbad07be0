//! The database's own check of its file.

use diesel::{prelude::*, sql_query, sql_types::Text};

use super::connection::AnyConnection;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    quick_check: String,
}

/// What SQLite finds wrong with its file first, if anything. PostgreSQL checks its own pages as it reads them.
pub fn quick_check(conn: &mut AnyConnection) -> QueryResult<Option<String>> {
    match conn {
        AnyConnection::Pg(_) => Ok(None),
        AnyConnection::Sqlite(sqlite) => {
            let lines: Vec<Line> = sql_query("PRAGMA quick_check(1)").load(sqlite)?;
            Ok(lines.into_iter().map(|line| line.quick_check).find(|line| line != "ok"))
        }
    }
}
