//! What a database says about itself: tables, columns, keys and indexes, told alike by both.

use diesel::{RunQueryDsl, prelude::*, sql_query, sql_types::Text};
use yaninda::db::AnyConnection;

/// A column as its database declares it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
pub struct Column {
    #[diesel(sql_type = Text)]
    pub table_name: String,
    #[diesel(sql_type = Text)]
    pub column_name: String,
    /// Lower case, as the database calls it.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// `yes` or `no`.
    #[diesel(sql_type = Text)]
    pub nullable: String,
}

/// A column of an index or a key, at its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
pub struct Indexed {
    #[diesel(sql_type = Text)]
    pub table_name: String,
    /// Its name; of a primary key `primary`, of another unique constraint `unique`.
    #[diesel(sql_type = Text)]
    pub index_name: String,
    /// Columns in order, joined by commas.
    #[diesel(sql_type = Text)]
    pub columns: String,
    /// `yes` or `no`.
    #[diesel(sql_type = Text)]
    pub is_unique: String,
}

/// Every column of our own tables, sorted.
pub fn columns(conn: &mut AnyConnection) -> Vec<Column> {
    let query = match conn {
        AnyConnection::Sqlite(_) => {
            "SELECT m.name AS table_name, p.name AS column_name, lower(p.type) AS kind, \
             CASE p.\"notnull\" WHEN 1 THEN 'no' ELSE 'yes' END AS nullable \
             FROM sqlite_master m JOIN pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '!_!_diesel%' ESCAPE '!'"
        }
        AnyConnection::Pg(_) => {
            "SELECT CAST(table_name AS TEXT) AS table_name, CAST(column_name AS TEXT) AS column_name, \
             CAST(data_type AS TEXT) AS kind, lower(CAST(is_nullable AS TEXT)) AS nullable \
             FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name NOT LIKE '!_!_diesel%' ESCAPE '!'"
        }
    };
    let mut columns: Vec<Column> = sql_query(query).load(conn).expect("the catalog");
    columns.sort();
    columns
}

/// Every index and key of our own tables, sorted.
pub fn indexes(conn: &mut AnyConnection) -> Vec<Indexed> {
    let query = match conn {
        AnyConnection::Sqlite(_) => {
            "SELECT m.name AS table_name, \
             CASE l.origin WHEN 'pk' THEN 'primary' WHEN 'u' THEN 'unique' ELSE l.name END AS index_name, \
             (SELECT group_concat(i.name, ',') FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno) i) \
             AS columns, CASE l.\"unique\" WHEN 1 THEN 'yes' ELSE 'no' END AS is_unique \
             FROM sqlite_master m JOIN pragma_index_list(m.name) l \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '!_!_diesel%' ESCAPE '!'"
        }
        AnyConnection::Pg(_) => {
            "SELECT CAST(t.relname AS TEXT) AS table_name, \
             CASE c.contype WHEN 'p' THEN 'primary' WHEN 'u' THEN 'unique' ELSE CAST(x.relname AS TEXT) END AS index_name, \
             (SELECT string_agg(CAST(a.attname AS TEXT), ',' ORDER BY k.ord) \
              FROM unnest(i.indkey) WITH ORDINALITY AS k(attnum, ord) \
              JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) AS columns, \
             CASE WHEN i.indisunique THEN 'yes' ELSE 'no' END AS is_unique \
             FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid \
             JOIN pg_namespace n ON n.oid = t.relnamespace \
             LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype IN ('p', 'u') \
             WHERE n.nspname = 'public' AND t.relname NOT LIKE '!_!_diesel%' ESCAPE '!'"
        }
    };
    let mut indexes: Vec<Indexed> = sql_query(query).load(conn).expect("the catalog");
    indexes.sort();
    indexes
}
