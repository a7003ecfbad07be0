//! The door to the database: reads on a pool of readers, writes through the single writer (SQLite) or a pool (PostgreSQL).

use std::sync::Arc;

use diesel::{Connection, result::DatabaseErrorKind};
use tokio::sync::oneshot;

use super::{
    connection::{AnyConnection, Target, Use, begin_read, begin_write, commit, open, rollback},
    pool::{self, Pool},
    writer::{Deliver, Job, Writer},
};

/// What can go wrong below a query.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DbError {
    #[error("the database could not be opened: {0}")]
    Connect(String),
    #[error("no connection was free in time")]
    Busy,
    #[error("the writer thread: {0}")]
    Writer(String),
    #[error("the commit failed")]
    Commit,
    #[error("the work was abandoned")]
    Abandoned,
}

#[derive(Clone)]
enum Write {
    Single(Arc<Writer>),
    Pool(Pool),
}

/// Both sides of the database; cheap to clone.
#[derive(Clone)]
pub struct Store {
    read: Pool,
    write: Write,
}

/// How much a unit of work changes.
#[derive(Clone, Copy, Debug)]
pub enum Size {
    /// Some records.
    Small,
    /// Very many: on SQLite it has a commit of its own. Inside a transaction of others it would need a savepoint, and what a
    /// savepoint could have to put back is kept in memory, page by page.
    Large,
}

/// How often a unit of work is tried again after a serialisation failure or deadlock.
const TRIES: usize = 4;

impl Store {
    /// Opens `readers` connections and the writer. Errors if the database cannot be reached.
    pub fn open(target: &Target, readers: u32) -> Result<Self, DbError> {
        // The first connection alone sets WAL, so that the readers do not race for it.
        drop(open(target, Use::Write).map_err(|error| DbError::Connect(error.to_string()))?);
        let read = pool::build(target, Use::Read, readers).map_err(|_| DbError::Busy)?;
        let write = match target {
            Target::Sqlite(_) => Write::Single(Arc::new(Writer::start(target.clone())?)),
            Target::Postgres(_) => Write::Pool(read.clone()),
        };
        Ok(Self { read, write })
    }

    /// A connection of its own, for the command line.
    pub fn connect(target: &Target) -> Result<AnyConnection, DbError> {
        open(target, Use::Write).map_err(|error| DbError::Connect(error.to_string()))
    }

    /// Runs a read on the blocking pool. One snapshot: the closure runs in a transaction.
    pub async fn read<T, E>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + From<diesel::result::Error> + Send + 'static,
    {
        let pool = self.read.clone();
        let done = actix_web::web::block(move || {
            let mut conn = pool.get().map_err(|_| DbError::Busy)?;
            read(&mut conn, work)
        })
        .await;
        done.unwrap_or_else(|_| Err(DbError::Abandoned.into()))
    }

    /// Runs one small unit of work: `Ok` commits, `Err` rolls back, and the answer comes only after the commit.
    ///
    /// On SQLite it shares its commit with other units; on PostgreSQL a deadlock or serialisation failure runs it again.
    pub async fn write<T, E>(&self, work: impl Fn(&mut AnyConnection) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + From<diesel::result::Error> + Retryable + Send + 'static,
    {
        self.write_of(Size::Small, work).await
    }

    /// As [`Self::write`], of a unit of any size.
    pub async fn write_of<T, E>(
        &self,
        size: Size,
        work: impl Fn(&mut AnyConnection) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + From<diesel::result::Error> + Retryable + Send + 'static,
    {
        match &self.write {
            Write::Single(writer) => {
                let (answer, waiting) = oneshot::channel();
                writer.submit(match size {
                    Size::Small => Job::Shared(Box::new(move |conn| {
                        let result = conn.transaction(|conn| work(conn));
                        let deliver: Deliver = Box::new(move |committed| {
                            let _ = answer.send(match committed {
                                Ok(()) => result,
                                Err(error) => Err(error.into()),
                            });
                        });
                        deliver
                    })),
                    Size::Large => Job::Alone(Box::new(move |conn| {
                        let _ = answer.send(write(conn, work));
                    })),
                })?;
                waiting.await.unwrap_or_else(|_| Err(DbError::Abandoned.into()))
            }
            Write::Pool(pool) => {
                let pool = pool.clone();
                let done = actix_web::web::block(move || {
                    let mut conn = pool.get().map_err(|_| DbError::Busy)?;
                    for _ in 1..TRIES {
                        match write(&mut conn, &work) {
                            Err(error) if error.is_retryable() => {
                                metrics::counter!("yaninda_write_retries").increment(1)
                            }
                            done => return done,
                        }
                    }
                    write(&mut conn, &work)
                })
                .await;
                done.unwrap_or_else(|_| Err(DbError::Abandoned.into()))
            }
        }
    }
}

/// Runs a read on a connection of one's own, in one snapshot.
pub fn read<T, E: From<diesel::result::Error>>(
    conn: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    attempt(conn, begin_read, work)
}

/// Runs a unit of work on a connection of one's own. It takes SQLite's write lock with its first statement, so that it
/// may read before it writes while the server writes too.
pub fn write<T, E: From<diesel::result::Error>>(
    conn: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    attempt(conn, begin_write, work)
}

fn attempt<T, E: From<diesel::result::Error>>(
    conn: &mut AnyConnection,
    begin: fn(&mut AnyConnection) -> diesel::QueryResult<()>,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    begin(conn)?;
    match work(conn) {
        Ok(value) => {
            commit(conn)?;
            Ok(value)
        }
        Err(error) => {
            let _ = rollback(conn);
            Err(error)
        }
    }
}

/// Errors that may be cured by running the unit of work again.
pub trait Retryable {
    /// True for PostgreSQL's 40001 and 40P01.
    fn is_retryable(&self) -> bool;
}

impl Retryable for diesel::result::Error {
    fn is_retryable(&self) -> bool {
        match self {
            Self::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
            Self::DatabaseError(_, info) => info.message().contains("deadlock detected"),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use diesel::{QueryResult, RunQueryDsl, sql_query, sql_types::Integer};

    use super::*;

    #[derive(Debug)]
    enum Failed {
        Store(DbError),
        Query(diesel::result::Error),
        Meant,
    }
    impl From<DbError> for Failed {
        fn from(error: DbError) -> Self {
            Self::Store(error)
        }
    }
    impl From<diesel::result::Error> for Failed {
        fn from(error: diesel::result::Error) -> Self {
            Self::Query(error)
        }
    }
    impl Retryable for Failed {
        fn is_retryable(&self) -> bool {
            matches!(self, Self::Query(error) if error.is_retryable())
        }
    }

    #[derive(diesel::QueryableByName)]
    struct Number {
        #[diesel(sql_type = Integer)]
        number: i32,
    }

    fn add(conn: &mut AnyConnection, number: i32) -> QueryResult<usize> {
        sql_query("INSERT INTO numbers VALUES (?)").bind::<Integer, _>(number).execute(conn)
    }

    #[actix_web::test]
    async fn a_large_unit_stands_alone_among_small_ones_and_fails_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&Target::Sqlite(folder.path().join("store.db")), 1).expect("a store");
        let made =
            store.write(|conn| Ok::<_, Failed>(sql_query("CREATE TABLE numbers (number INTEGER)").execute(conn)?));
        made.await.expect("a table");
        let put = |size, number| store.write_of(size, move |conn| Ok::<_, Failed>(add(conn, number)?));
        let fails = store.write_of(Size::Large, |conn| {
            add(conn, 3)?;
            Err::<(), _>(Failed::Meant)
        });
        let panics = store.write_of(Size::Large, |conn| -> Result<(), Failed> {
            add(conn, 4)?;
            panic!("as a test does")
        });
        let (first, second, failed, panicked, last) =
            futures_util::future::join5(put(Size::Small, 1), put(Size::Large, 2), fails, panics, put(Size::Small, 5))
                .await;
        assert!(matches!((first, second, last), (Ok(1), Ok(1), Ok(1))));
        assert!(matches!(failed, Err(Failed::Meant)), "{failed:?}");
        assert!(matches!(panicked, Err(Failed::Store(DbError::Abandoned))), "{panicked:?}");
        let rows = store.read(|conn| Ok::<Vec<Number>, Failed>(sql_query("SELECT number FROM numbers").load(conn)?));
        let numbers: Vec<i32> = rows.await.expect("numbers").iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 2, 5]);
    }
}
