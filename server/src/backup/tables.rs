//! The tables as the database itself describes them, and the two statements that turn rows into lines and lines into
//! rows. Both databases show the same row as the same values.

use diesel::{
    pg::PgRowByRowLoadingMode,
    prelude::*,
    sql_query,
    sql_types::{BigInt, Text},
};

use super::BackupError;
use crate::db::{AnyConnection, each};

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
    /// Shows every row as one line.
    select: String,
    /// Stores the rows of a JSON array of lines.
    insert: String,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = BigInt)]
    total: i64,
}

const SQLITE: &str = "SELECT m.name AS table_name, c.name AS column_name, c.type AS kind \
    FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY m.name, c.cid";
const POSTGRES: &str = "SELECT c.table_name::text, c.column_name::text, c.data_type::text AS kind \
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) \
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' \
    ORDER BY c.table_name COLLATE \"C\", c.ordinal_position";

/// Every table of ours, by name; not the one that keeps which migrations have run.
pub(super) fn tables(conn: &mut AnyConnection) -> Result<Vec<Table>, BackupError> {
    let postgres = matches!(conn, AnyConnection::Pg(_));
    let list = if postgres { POSTGRES } else { SQLITE };
    let found: Vec<Found> = each!(conn, |conn| sql_query(list).load(conn))?;
    found
        .chunk_by(|one, next| one.table_name == next.table_name)
        .filter(|columns| columns.first().is_some_and(|one| one.table_name != "__diesel_schema_migrations"))
        .map(|columns| if postgres { describe(columns, on_postgres, &PG) } else { describe(columns, on_sqlite, &LITE) })
        .collect()
}

/// Whether there is any table, ours or not.
pub(super) fn has_tables(conn: &mut AnyConnection) -> QueryResult<bool> {
    let list = match conn {
        AnyConnection::Pg(_) => {
            "SELECT CAST(count(*) AS BIGINT) AS total FROM information_schema.tables \
             WHERE table_schema = current_schema()"
        }
        AnyConnection::Sqlite(_) => "SELECT count(*) AS total FROM sqlite_schema WHERE type = 'table'",
    };
    let total: Total = each!(conn, |conn| sql_query(list).get_result(conn))?;
    Ok(total.total > 0)
}

/// What the statements of a database are made of.
struct Dialect {
    array: &'static str,
    /// Follows the expression that shows a row.
    shown: &'static str,
    /// The rows of the one bound value.
    rows: &'static str,
}

const PG: Dialect =
    Dialect { array: "json_build_array", shown: "::text", rows: "jsonb_array_elements($1::jsonb) AS line (value)" };
const LITE: Dialect = Dialect { array: "json_array", shown: "", rows: "json_each(?1)" };

/// How a column is shown as a JSON value, and how `value` at a position becomes a column again.
type Shape = fn(&str, usize, &str) -> Option<(String, String)>;

fn on_postgres(column: &str, at: usize, kind: &str) -> Option<(String, String)> {
    Some(match kind {
        "uuid" => (format!("encode(uuid_send(\"{column}\"), 'hex')"), format!("(value ->> {at})::uuid")),
        "bytea" => (format!("encode(\"{column}\", 'hex')"), format!("decode(value ->> {at}, 'hex')")),
        "boolean" => (format!("\"{column}\"::int"), format!("(value ->> {at})::int::boolean")),
        "date" => (format!("to_char(\"{column}\", 'YYYY-MM-DD')"), format!("(value ->> {at})::date")),
        "bigint" | "integer" => (format!("\"{column}\""), format!("(value ->> {at})::{kind}")),
        "text" => (format!("\"{column}\""), format!("value ->> {at}")),
        _ => return None,
    })
}

fn on_sqlite(column: &str, at: usize, kind: &str) -> Option<(String, String)> {
    Some(match kind {
        // Without the condition the hexadecimal digits of nothing would be an empty text.
        "BLOB" => {
            (format!("iif(\"{column}\" IS NULL, NULL, lower(hex(\"{column}\")))"), format!("unhex(value ->> {at})"))
        }
        "INTEGER" | "TEXT" => (format!("\"{column}\""), format!("value ->> {at}")),
        _ => return None,
    })
}

fn describe(found: &[Found], shape: Shape, dialect: &Dialect) -> Result<Table, BackupError> {
    let name = found.first().map(|one| one.table_name.clone()).unwrap_or_default();
    let (mut shown, mut stored) = (Vec::new(), Vec::new());
    for (at, column) in found.iter().enumerate() {
        let (show, store) = shape(&column.column_name, at, &column.kind).ok_or_else(|| {
            let (column, kind) = (&column.column_name, &column.kind);
            BackupError::told(format!("{name}.{column} is of the type {kind}, which a backup cannot hold"))
        })?;
        shown.push(show);
        stored.push(store);
    }
    let columns: Vec<String> = found.iter().map(|one| one.column_name.clone()).collect();
    // A chain can be followed only in its order.
    let order = if name == "audit_entries" { " ORDER BY office_id, seq" } else { "" };
    let Dialect { array, shown: end, rows } = dialect;
    let select = format!("SELECT {array}({}){end} AS line FROM \"{name}\"{order}", shown.join(", "));
    let into = columns.join("\", \"");
    let insert = format!("INSERT INTO \"{name}\" (\"{into}\") SELECT {} FROM {rows}", stored.join(", "));
    Ok(Table { name, columns, select, insert })
}

impl Table {
    /// How many rows it has.
    pub(super) fn count(&self, conn: &mut AnyConnection) -> QueryResult<u64> {
        let sql = format!("SELECT CAST(count(*) AS BIGINT) AS total FROM \"{}\"", self.name);
        let total: Total = each!(conn, |conn| sql_query(sql).get_result(conn))?;
        Ok(u64::try_from(total.total).unwrap_or_default())
    }

    /// Hands every row over as a line, one at a time.
    pub(super) fn each_row(
        &self,
        conn: &mut AnyConnection,
        mut take: impl FnMut(&str) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        match conn {
            AnyConnection::Pg(conn) => {
                for row in sql_query(&self.select).load_iter::<Line, PgRowByRowLoadingMode>(conn)? {
                    take(&row?.line)?;
                }
            }
            AnyConnection::Sqlite(conn) => {
                for row in sql_query(&self.select).load_iter::<Line, diesel::connection::DefaultLoadingMode>(conn)? {
                    take(&row?.line)?;
                }
            }
        }
        Ok(())
    }

    /// Stores rows: a JSON array of lines. Answers how many.
    pub(super) fn store(&self, conn: &mut AnyConnection, rows: &str) -> QueryResult<usize> {
        each!(conn, |conn| sql_query(&self.insert).bind::<Text, _>(rows).execute(conn))
    }
}
