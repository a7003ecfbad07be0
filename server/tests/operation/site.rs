//! An installation in a folder of its own, on either database.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
use tempfile::TempDir;
use yaninda::db::{AnyConnection, Store, Target};

use super::yaninda;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A folder, and a database that goes away with it.
pub struct Site {
    folder: TempDir,
    database: Option<(String, String)>,
}

impl Site {
    pub fn new(engine: Engine) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let folder = tempfile::tempdir().expect("a folder");
        let database = (engine == Engine::Postgres).then(|| {
            let base = std::env::var_os("YANINDA_TEST_POSTGRES")
                .and_then(|base| base.into_string().ok())
                .expect("YANINDA_TEST_POSTGRES names a PostgreSQL to test on; `./dev test` starts one");
            let name = format!("o_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let mut conn = PgConnection::establish(&format!("{base}/postgres")).expect("the test PostgreSQL");
            sql_query(format!("CREATE DATABASE {name}")).execute(&mut conn).expect("a test database");
            (base, name)
        });
        Self { folder, database }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn target(&self) -> Target {
        match &self.database {
            Some((base, name)) => Target::Postgres(format!("{base}/{name}")),
            None => Target::Sqlite(self.file("data/yaninda.db")),
        }
    }

    pub fn connect(&self) -> AnyConnection {
        Store::connect(&self.target()).expect("the database opens")
    }

    /// The binary, on this database.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = yaninda(self.path(), args);
        if let Target::Postgres(url) = self.target() {
            command.args(["--database-url", &url]);
        }
        command
    }

    /// What it prints; it must succeed.
    pub fn ok(&self, args: &[&str]) -> String {
        let output = self.command(args).output().expect("the binary runs");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// What it prints, results and complaints; it must fail.
    pub fn fails(&self, args: &[&str]) -> String {
        self.ends_with(args, 1)
    }

    /// The same of a wrong configuration.
    pub fn is_misconfigured(&self, args: &[&str]) -> String {
        self.ends_with(args, 2)
    }

    fn ends_with(&self, args: &[&str], code: i32) -> String {
        let output = self.command(args).output().expect("the binary runs");
        let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert_eq!(output.status.code(), Some(code), "{args:?}: {text}");
        text
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if let Some((base, name)) = &self.database
            && let Ok(mut conn) = PgConnection::establish(&format!("{base}/postgres"))
        {
            let _ = sql_query(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).execute(&mut conn);
        }
    }
}
