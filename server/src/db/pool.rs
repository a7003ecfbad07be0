//! Pools of connections with our own manager, so that a refused PostgreSQL never becomes a SQLite file.

use diesel::connection::{SimpleConnection, TransactionManager, TransactionManagerStatus};

use super::connection::{AnyConnection, Target, Use, open};

pub(super) struct Manager {
    pub(super) target: Target,
    pub(super) purpose: Use,
}

#[derive(Debug, thiserror::Error)]
pub(super) enum ManagerError {
    #[error(transparent)]
    Connection(#[from] diesel::ConnectionError),
    #[error(transparent)]
    Query(#[from] diesel::result::Error),
}

impl r2d2::ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = ManagerError;

    fn connect(&self) -> Result<AnyConnection, ManagerError> {
        Ok(open(&self.target, self.purpose)?)
    }

    fn is_valid(&self, conn: &mut AnyConnection) -> Result<(), ManagerError> {
        Ok(conn.batch_execute("SELECT 1")?)
    }

    fn has_broken(&self, conn: &mut AnyConnection) -> bool {
        if std::thread::panicking() {
            return true;
        }
        match <AnyConnection as diesel::Connection>::TransactionManager::transaction_manager_status_mut(conn) {
            TransactionManagerStatus::InError => true,
            TransactionManagerStatus::Valid(status) => status.transaction_depth().is_some(),
        }
    }
}

pub(super) type Pool = r2d2::Pool<Manager>;

pub(super) fn build(target: &Target, purpose: Use, size: u32) -> Result<Pool, r2d2::Error> {
    r2d2::Pool::builder()
        .max_size(size)
        .min_idle(Some(if matches!(target, Target::Postgres(_)) { 1 } else { size }))
        .test_on_check_out(matches!(target, Target::Postgres(_)))
        .connection_timeout(std::time::Duration::from_secs(5))
        .error_handler(Box::new(LogErrors))
        .build(Manager { target: target.clone(), purpose })
}

#[derive(Debug)]
struct LogErrors;

impl r2d2::HandleError<ManagerError> for LogErrors {
    fn handle_error(&self, error: ManagerError) {
        // libpq's messages name hosts and users, never passwords.
        tracing::warn!(%error, "a database connection failed");
    }
}
