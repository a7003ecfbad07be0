//! Every sealed field is filled, corrected, refused and read; then all that was written is looked through.

use std::path::PathBuf;

use diesel::{RunQueryDsl, prelude::*, sql_query, sql_types::BigInt};
use tracing_subscriber::{layer::SubscriberExt, util::SubscriberInitExt};
use yaninda_tests::{
    Engine, World,
    canary::{Canary, files, open_files},
    on_both,
};

use super::{
    fill,
    marks::{CLEAR, Marks},
    places::{BackedUp, Logged, back_up, dump, new_temporary, server_files, temporary},
};

const SECURITY: &str = include_str!("../../../SECURITY.md");

/// Sealed columns of `SECURITY.md` that hold nothing at all: a canary was forgotten.
fn empty_columns(world: &World) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        filled: i64,
    }
    let sealed = SECURITY.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | sealed |"));
    let (mut conn, mut seen, mut empty) = (world.connect(), 0, Vec::new());
    for (column, _) in sealed {
        let (table, name) = column.split_once('.').expect("a column");
        let query = format!("SELECT COUNT(*) AS filled FROM {table} WHERE {name} IS NOT NULL");
        seen += 1;
        if sql_query(query).get_result::<Count>(&mut conn).expect("a count").filled == 0 {
            empty.push(column.to_owned());
        }
    }
    assert!(seen > 12, "{seen} sealed columns");
    empty
}

/// Panics if a mark lies there; whether what is clear does.
fn look(marks: &Marks, place: &str, found: &[(PathBuf, Vec<u8>)]) -> bool {
    let clear = Canary::of(CLEAR);
    for (path, bytes) in found {
        if let Some(what) = marks.find(bytes) {
            panic!("{what} lies in {place}, {}", path.display());
        }
    }
    found.iter().any(|(_, bytes)| clear.find(bytes).is_some())
}

on_both! {
    async fn nothing_sealed_lies_readable_anywhere(world: World) {
        let levels = "trace".parse::<tracing_subscriber::filter::Targets>().expect("levels");
        let lines = tracing_subscriber::fmt::layer().with_writer(Logged).with_ansi(false);
        let _ = tracing_subscriber::registry().with(levels).with(lines).try_init();

        let (mut marks, before) = (Marks::new(), temporary());
        let case = fill::about_a_case(&world, &mut marks).await;
        fill::entries(&world, case, &mut marks).await;
        fill::appointments(&world, case, &mut marks).await;
        fill::on_paper(&world, case).await;
        fill::spreadsheet(&world, &mut marks).await;
        fill::identification(&world, &mut marks).await;
        fill::staff(&world, &mut marks).await;
        fill::published(&world).await;
        fill::refused(&world, case).await;
        assert_eq!(empty_columns(&world), Vec::<String>::new());

        // Running: the write-ahead log is full; and stopped: everything is in the main file.
        for state in ["running", "stopped"] {
            let folder = files(world.database.folder.path());
            let (dumped, server) = (dump(&world), server_files(&world));
            look(&marks, "an open file", &open_files());
            look(&marks, "the temporary folder", &new_temporary(&before));
            let on_disk = look(&marks, "the data folder", &folder) | look(&marks, "the database's files", &server);
            assert!(on_disk, "{state}: the code name is clear, and was looked for where it is not");
            assert_eq!(look(&marks, "the dump", &dumped), world.engine == Engine::Postgres);
            if state == "running" {
                let BackedUp { files, opened } = back_up(&world);
                assert!(!look(&marks, "a backup", &files), "a backup is encrypted as a whole");
                assert!(look(&marks, "an opened backup", &opened), "what is sealed is sealed in it too");
                let names: Vec<String> = folder.iter().map(|(path, _)| path.to_string_lossy().into_owned()).collect();
                let wal = names.iter().any(|name| name.ends_with("-wal")) && names.iter().any(|name| name.ends_with("-shm"));
                assert_eq!(wal, world.engine == Engine::Sqlite, "{names:?}");
                world.stop().await;
            }
        }
        tracing::info!("{CLEAR} is logged");
        let log = Logged::so_far();
        assert!(log.len() > 10_000, "{} bytes of log", log.len());
        assert!(look(&marks, "the log", &[(PathBuf::from("standard error"), log)]), "the log was not taken");
    }
}
