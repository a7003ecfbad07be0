//! Password hashing off the async threads, so many at a time as memory allows; whoever waits too long is told so.

use std::time::Duration;

use tokio::{
    sync::{OwnedSemaphorePermit, oneshot},
    time::timeout,
};
use yaninda_shared::{problem::Code, sensitive::Sensitive};

use super::password;
use crate::{
    access::Core,
    problem::{ApiError, ApiResult},
};

const PATIENCE: Duration = Duration::from_secs(5);

async fn permit(core: &Core) -> ApiResult<OwnedSemaphorePermit> {
    match timeout(PATIENCE, core.hashing.clone().acquire_owned()).await {
        Ok(permit) => permit.map_err(ApiError::internal),
        Err(_) => Err(ApiError::Refused(Code::Busy)),
    }
}

/// Does this on a thread of its own once there is room for it. On the threads that queries run on, the allocator would
/// keep 19 MiB for each of them that ever hashed.
async fn alone<T: Send + 'static>(core: &Core, work: impl FnOnce() -> ApiResult<T> + Send + 'static) -> ApiResult<T> {
    let permit = permit(core).await?;
    let (answer, waiting) = oneshot::channel();
    std::thread::Builder::new()
        .name("hashing".into())
        .spawn(move || {
            // Held inside the work: a request that goes away must not let another hash start beside it.
            let _permit = permit;
            let _ = answer.send(work());
        })
        .map_err(ApiError::internal)?;
    waiting.await.map_err(ApiError::internal)?
}

/// Hashes a password. Errors: 503 when too many others wait.
pub(super) async fn hash(core: &Core, text: Sensitive<String>) -> ApiResult<String> {
    let keys = core.keys.clone();
    alone(core, move || password::hash(&keys, text.expose())).await
}

/// Verifies a password against a stored hash, or does the same work without one. Errors: 503.
pub(super) async fn verify(core: &Core, text: Sensitive<String>, stored: Option<String>) -> ApiResult<bool> {
    let keys = core.keys.clone();
    alone(core, move || password::verify(&keys, text.expose(), stored.as_deref())).await
}
