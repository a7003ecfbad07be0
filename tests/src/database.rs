//! A fresh database for one test.

use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
use tempfile::TempDir;
use yaninda::db::Target;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A database that goes away with the test.
pub struct Database {
    pub target: Target,
    pub folder: TempDir,
    drop: Option<(String, String)>,
}

impl Database {
    pub fn create(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        match engine {
            Engine::Sqlite => Self { target: Target::Sqlite(folder.path().join("yaninda.db")), folder, drop: None },
            Engine::Postgres => {
                let base = std::env::var("YANINDA_TEST_POSTGRES")
                    .expect("YANINDA_TEST_POSTGRES names a PostgreSQL to test on; `./dev test` starts one");
                let name = format!("t_{}", uuid::Uuid::now_v7().simple());
                let mut conn = PgConnection::establish(&format!("{base}/postgres")).expect("the test PostgreSQL");
                sql_query(format!("CREATE DATABASE {name}")).execute(&mut conn).expect("a test database");
                Self { target: Target::Postgres(format!("{base}/{name}")), folder, drop: Some((base, name)) }
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((base, name)) = &self.drop
            && let Ok(mut conn) = PgConnection::establish(&format!("{base}/postgres"))
        {
            let _ = sql_query(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).execute(&mut conn);
        }
    }
}
