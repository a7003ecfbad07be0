//! Where something could lie readable: log, tables, files of the database, temporary files, backups.

use std::{
    collections::BTreeSet,
    io::{Read, Write},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use age::{Decryptor, Identity};
use diesel::{RunQueryDsl, prelude::*, sql_query, sql_types::Text};
use tracing_subscriber::fmt::MakeWriter;
use yaninda::{backup, db::AnyConnection, time::Clock};
use yaninda_tests::{World, canary::files, catalog};

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Takes what is logged.
pub struct Logged;

impl Logged {
    /// All of it so far.
    pub fn so_far() -> Vec<u8> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Logged {
    type Writer = Self;
    fn make_writer(&self) -> Self {
        Self
    }
}

/// Every table of the database as text; SQLite is looked at as files.
pub fn dump(world: &World) -> Vec<(PathBuf, Vec<u8>)> {
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        line: String,
    }
    let mut conn = world.connect();
    let mut tables: Vec<String> = catalog::columns(&mut conn).into_iter().map(|column| column.table_name).collect();
    tables.dedup();
    let AnyConnection::Pg(pg) = &mut conn else { return Vec::new() };
    tables
        .into_iter()
        .map(|table| {
            let query = format!("SELECT CAST(row_to_json(t) AS TEXT) AS line FROM {table} t");
            let lines: Vec<Line> = sql_query(query).load(pg).expect("a dump");
            let text: Vec<String> = lines.into_iter().map(|line| line.line).collect();
            (PathBuf::from(table), text.join("\n").into_bytes())
        })
        .collect()
}

/// Files of PostgreSQL itself: those of this database, and its log of changes; nothing on SQLite, whose files lie in the
/// data folder.
pub fn server_files(world: &World) -> Vec<(PathBuf, Vec<u8>)> {
    #[derive(QueryableByName)]
    struct Place {
        #[diesel(sql_type = Text)]
        folder: String,
        #[diesel(sql_type = Text)]
        ours: String,
    }
    let mut conn = world.connect();
    let AnyConnection::Pg(pg) = &mut conn else { return Vec::new() };
    sql_query("CHECKPOINT").execute(pg).expect("written out");
    let place: Place = sql_query(
        "SELECT current_setting('data_directory') AS folder, CAST(oid AS TEXT) AS ours \
         FROM pg_database WHERE datname = current_database()",
    )
    .get_result(pg)
    .expect("where it is");
    let folder = Path::new(&place.folder);
    let mut found = files(&folder.join("base").join(place.ours));
    found.extend(files(&folder.join("pg_wal")));
    found
}

/// What lies in the system's temporary folder, by name.
pub fn temporary() -> BTreeSet<PathBuf> {
    let entries = std::fs::read_dir(std::env::temp_dir()).expect("the temporary folder");
    entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
}

/// Files that came into the temporary folder meanwhile. Others use it too, and take theirs away as they please.
pub fn new_temporary(before: &BTreeSet<PathBuf>) -> Vec<(PathBuf, Vec<u8>)> {
    let ordinary = temporary().into_iter().filter(|path| !before.contains(path) && path.is_file());
    ordinary.filter_map(|path| Some((path.clone(), std::fs::read(&path).ok()?))).collect()
}

/// A backup as it lies on the disk, and what is in it for whoever has the key.
pub struct BackedUp {
    pub files: Vec<(PathBuf, Vec<u8>)>,
    pub opened: Vec<(PathBuf, Vec<u8>)>,
}

/// Makes a backup and opens it.
pub fn back_up(world: &World) -> BackedUp {
    let (folder, identity) = (tempfile::tempdir().expect("a folder"), age::x25519::Identity::generate());
    let root_key = "07".repeat(32);
    let wish = backup::Wish {
        to: &folder.path().join("backup.age"),
        recipients: &[identity.to_public()],
        keys: &world.core.keys,
        root_key: &root_key,
        now: world.clock.now(),
    };
    backup::make(&mut world.connect(), &wish, &mut |_, _, _| ()).expect("a backup");
    let files = files(folder.path());
    let open = |(path, bytes): &(PathBuf, Vec<u8>)| {
        let decryptor = Decryptor::new_buffered(bytes.as_slice()).expect("an age file");
        let stream = decryptor.decrypt(std::iter::once(&identity as &dyn Identity)).expect("for us");
        let mut clear = Vec::new();
        flate2::read::GzDecoder::new(stream).read_to_end(&mut clear).expect("packed");
        (path.with_extension("opened"), clear)
    };
    let opened = files.iter().map(open).collect();
    BackedUp { files, opened }
}
