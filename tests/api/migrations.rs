//! Both databases are made alike, as `db/schema/` says, and every migration can be undone.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use diesel::{RunQueryDsl, prelude::*, sql_query, sql_types::BigInt};
use yaninda::db::{AnyConnection, Store, is_current, migrate, revert_all};
use yaninda_tests::{
    Database, Engine,
    catalog::{Column, Indexed, columns, indexes},
};

/// Tables of the whole installation rather than of one office.
const WITHOUT_OFFICE: [&str; 4] = ["offices", "rate_limits", "settings", "system_keys"];

/// What a server finds its own work by, in all offices: which mails are due, which mail or workshop a link was of, what is to
/// be published, and everything that was: it is the same for every reader, and each decision depends on those before.
const OWN_WORK: [&str; 7] = [
    "mails_due",
    "mails_by_link",
    "releases_by_time",
    "releases_of_all_once",
    "release_tables_in_order",
    "release_tables_by_year",
    "workshops_by_link",
];

/// Table, and its column or columns.
type Place = (String, String);
/// By table and column: the type, and whether it may be null.
type Columns = BTreeMap<Place, (String, bool)>;

fn fresh(engine: Engine) -> (Database, AnyConnection) {
    let database = Database::create(engine);
    let conn = Store::connect(&database.target).expect("the database opens");
    (database, conn)
}

fn migrated(engine: Engine) -> (Database, AnyConnection) {
    let (database, mut conn) = fresh(engine);
    migrate(&mut conn).expect("the migrations run");
    (database, conn)
}

/// What the parts of `db/schema/` say: of every column its diesel type and whether it may be null, and the keys of the tables.
fn written() -> (Columns, BTreeSet<Place>) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../server/src/db/schema");
    let parts = std::fs::read_dir(folder).expect("the folder").map(|part| part.expect("an entry").path());
    let schema: String = parts.map(|part| std::fs::read_to_string(part).expect("a part")).collect();
    let (mut columns, mut keys, mut table) = (BTreeMap::new(), BTreeSet::new(), String::new());
    for line in schema.lines().map(str::trim) {
        if let Some((name, key)) = line.strip_suffix(") {").and_then(|line| line.split_once(" (")) {
            table = name.to_owned();
            keys.insert((table.clone(), key.replace(", ", ",")));
        } else if let Some((name, kind)) = line.split_once(" -> ") {
            let kind = kind.trim_end_matches(',');
            let inner = kind.strip_prefix("Nullable<").and_then(|kind| kind.strip_suffix('>'));
            let described = (inner.unwrap_or(kind).to_owned(), inner.is_some());
            columns.insert((table.clone(), name.to_owned()), described);
        }
    }
    (columns, keys)
}

/// How a diesel type stands in SQLite and in PostgreSQL.
fn kinds(diesel: &str) -> (&'static str, &'static str) {
    match diesel {
        "Guid" => ("blob", "uuid"),
        "Binary" => ("blob", "bytea"),
        "Text" => ("text", "text"),
        "BigInt" => ("integer", "bigint"),
        "Integer" => ("integer", "integer"),
        "Bool" => ("integer", "boolean"),
        "Date" => ("text", "date"),
        other => panic!("{other} has no known type in the databases"),
    }
}

fn by_name(columns: Vec<Column>) -> Columns {
    let entry = |column: Column| ((column.table_name, column.column_name), (column.kind, column.nullable == "yes"));
    columns.into_iter().map(entry).collect()
}

#[test]
fn both_folders_hold_the_same_migrations_and_each_can_be_undone() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(database);
        let read = std::fs::read_dir(&folder).expect("the folder");
        let names = read.map(|entry| entry.expect("an entry").path()).inspect(|path| {
            for file in ["up.sql", "down.sql"] {
                let text = std::fs::read_to_string(path.join(file)).expect(file);
                assert!(!text.trim().is_empty(), "{}/{file}", path.display());
            }
        });
        names.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

#[test]
fn both_databases_have_the_columns_of_the_schema() {
    let (schema, keys) = written();
    assert!(schema.len() > 200, "{}", schema.len());
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (_database, mut conn) = migrated(engine);
        let real = by_name(columns(&mut conn));
        let want: Columns = schema
            .iter()
            .map(|(place, (kind, nullable))| {
                let (sqlite, postgres) = kinds(kind);
                let kind = if engine == Engine::Sqlite { sqlite } else { postgres };
                (place.clone(), (kind.to_owned(), *nullable))
            })
            .collect();
        let wrong: Vec<_> = want.iter().filter(|(place, column)| real.get(*place) != Some(column)).collect();
        assert!(wrong.is_empty(), "{engine:?} has not: {wrong:#?}");
        let unknown: Vec<_> = real.keys().filter(|place| !want.contains_key(*place)).collect();
        assert!(unknown.is_empty(), "{engine:?} has besides: {unknown:#?}");
        let primary: BTreeSet<Place> = indexes(&mut conn)
            .into_iter()
            .filter(|index| index.index_name == "primary")
            .map(|index| (index.table_name, index.columns))
            .collect();
        assert_eq!(primary, keys, "{engine:?}");
    }
}

#[test]
fn both_databases_have_the_same_indexes() {
    let (_one, mut sqlite) = migrated(Engine::Sqlite);
    let (_other, mut postgres) = migrated(Engine::Postgres);
    let (here, there) = (indexes(&mut sqlite), indexes(&mut postgres));
    assert!(here.len() > 50, "{}", here.len());
    let missing = |a: &[Indexed], b: &[Indexed]| -> Vec<String> {
        a.iter().filter(|index| !b.contains(index)).map(|index| format!("{index:?}")).collect()
    };
    assert_eq!(missing(&here, &there), Vec::<String>::new(), "only in SQLite");
    assert_eq!(missing(&there, &here), Vec::<String>::new(), "only in PostgreSQL");
}

#[test]
fn every_table_of_an_office_says_which_and_its_lists_start_there() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (_database, mut conn) = migrated(engine);
        let real = by_name(columns(&mut conn));
        let tables: BTreeSet<&str> = real.keys().map(|(table, _)| table.as_str()).collect();
        for table in &tables {
            let office = real.get(&((*table).to_owned(), "office_id".to_owned()));
            match office {
                None => assert!(WITHOUT_OFFICE.contains(table), "{engine:?}: {table} has no office"),
                Some((_, nullable)) => assert!(!nullable, "{engine:?}: the office of {table} may be null"),
            }
        }
        for index in indexes(&mut conn) {
            // Keys and unique constraints may stand on a global id; an index serves lists.
            let name = index.index_name.as_str();
            let serves = !["primary", "unique"].contains(&name) && !OWN_WORK.contains(&name);
            assert!(!serves || index.columns.starts_with("office_id"), "{engine:?}: {index:?}");
        }
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    found: i64,
}

/// Functions and triggers of our own, by number.
fn programs(conn: &mut AnyConnection) -> i64 {
    let query = match conn {
        AnyConnection::Sqlite(_) => "SELECT COUNT(*) AS found FROM sqlite_master WHERE type = 'trigger'",
        AnyConnection::Pg(_) => {
            "SELECT (SELECT COUNT(*) FROM pg_trigger WHERE NOT tgisinternal) + (SELECT COUNT(*) FROM pg_proc p \
             JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'public' AND p.proname LIKE 'refuse%') \
             AS found"
        }
    };
    sql_query(query).get_result::<Count>(conn).expect("a count").found
}

#[test]
fn every_migration_is_undone_without_a_trace_and_done_again_alike() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (_database, mut conn) = migrated(engine);
        let first = (columns(&mut conn), indexes(&mut conn), programs(&mut conn));
        assert!(first.2 > 0, "{engine:?}: triggers guard the audit log");
        assert!(is_current(&mut conn).expect("known"));
        revert_all(&mut conn).expect("every down.sql runs");
        assert_eq!((columns(&mut conn), indexes(&mut conn), programs(&mut conn)), (vec![], vec![], 0), "{engine:?}");
        assert!(!is_current(&mut conn).expect("known"));
        migrate(&mut conn).expect("and again");
        assert_eq!((columns(&mut conn), indexes(&mut conn), programs(&mut conn)), first, "{engine:?}");
    }
}

#[test]
fn looking_at_a_database_leaves_nothing_in_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (_database, mut conn) = fresh(engine);
        assert!(!is_current(&mut conn).expect("known"));
        let tables = match &mut conn {
            AnyConnection::Sqlite(_) => "SELECT COUNT(*) AS found FROM sqlite_master",
            AnyConnection::Pg(_) => {
                "SELECT COUNT(*) AS found FROM information_schema.tables WHERE table_schema = 'public'"
            }
        };
        assert_eq!(sql_query(tables).get_result::<Count>(&mut conn).expect("a count").found, 0, "{engine:?}");
    }
}
