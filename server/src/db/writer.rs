//! SQLite's single writer: one thread, one connection, group commit.
//!
//! Units of work that are waiting run in one transaction, each in its own savepoint, and are answered after the one
//! commit: a durable fsync is shared. A unit that fails rolls back only its savepoint. A large one has a transaction of its own.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, Sender, channel},
    thread::JoinHandle,
};

use super::{
    connection::{AnyConnection, Target, Use, begin_write, commit, open, rollback},
    store::DbError,
};

/// Answers the waiting caller once the outcome of the shared commit is known.
pub(super) type Deliver = Box<dyn FnOnce(Result<(), DbError>) + Send>;
/// Runs one unit of work; `Err` has rolled back its savepoint already and is delivered all the same.
type Unit = Box<dyn FnOnce(&mut AnyConnection) -> Deliver + Send>;

pub(super) enum Job {
    /// Shares its commit with others.
    Shared(Unit),
    /// Begins, commits or rolls back, and answers by itself.
    Alone(Box<dyn FnOnce(&mut AnyConnection) + Send>),
}

/// Most units of work that share one commit.
const BATCH: usize = 128;

pub(super) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(target: Target) -> Result<Self, DbError> {
        let conn = open(&target, Use::Write).map_err(|error| DbError::Connect(error.to_string()))?;
        let (jobs, queue) = channel();
        let thread = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || run(&target, conn, &queue))
            .map_err(|error| DbError::Writer(error.to_string()))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    pub(super) fn submit(&self, job: Job) -> Result<(), DbError> {
        let jobs = self.jobs.as_ref().ok_or_else(|| DbError::Writer("stopped".into()))?;
        jobs.send(job).map_err(|_| DbError::Writer("stopped".into()))
    }
}

impl Drop for Writer {
    /// Finishes what was submitted, so that a graceful shutdown loses nothing.
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(target: &Target, mut conn: AnyConnection, queue: &Receiver<Job>) {
    let mut next = None;
    while let Some(job) = next.take().or_else(|| queue.recv().ok()) {
        match job {
            Job::Shared(first) => next = together(target, &mut conn, first, queue),
            Job::Alone(unit) => {
                if catch_unwind(AssertUnwindSafe(|| unit(&mut conn))).is_err() {
                    tracing::error!("a large unit of work panicked; it was rolled back");
                    afresh(target, &mut conn);
                }
            }
        }
    }
    // Leave a short log behind for the next start.
    if let AnyConnection::Sqlite(sqlite) = &mut conn {
        use diesel::connection::SimpleConnection;
        let _ = sqlite.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
}

/// Runs what waits in one transaction, answers it, and returns the large unit that came up and is next.
fn together(target: &Target, conn: &mut AnyConnection, first: Unit, queue: &Receiver<Job>) -> Option<Job> {
    let mut waiting = Vec::new();
    let mut next = None;
    let ran = catch_unwind(AssertUnwindSafe(|| {
        begin_write(conn)?;
        waiting.push(first(conn));
        // Whoever arrives meanwhile rides along.
        for job in queue.try_iter().take(BATCH - 1) {
            match job {
                Job::Shared(unit) => waiting.push(unit(conn)),
                alone @ Job::Alone(_) => {
                    next = Some(alone);
                    break;
                }
            }
        }
        commit(conn)
    }));
    let outcome = match ran {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            tracing::error!(%error, "a group commit failed");
            let _ = rollback(conn);
            Err(DbError::Commit)
        }
        Err(_) => {
            tracing::error!("a unit of work panicked; its batch was rolled back");
            afresh(target, conn);
            Err(DbError::Commit)
        }
    };
    metrics::histogram!("yaninda_group_commit_size").record(waiting.len() as f64);
    for deliver in waiting {
        deliver(outcome.clone());
    }
    next
}

/// A connection that a panic went through is not trusted again.
fn afresh(target: &Target, conn: &mut AnyConnection) {
    if let Ok(fresh) = open(target, Use::Write) {
        *conn = fresh;
    }
}
