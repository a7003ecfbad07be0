//! Password hashing off the async threads, as many at a time as memory allows; whoever waits too long is told so.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
    time::timeout,
};
use yaninda_shared::{problem::Code, sensitive::Sensitive};

use super::password::{self, Memory};
use crate::{
    access::Core,
    problem::{ApiError, ApiResult},
};

/// Hashes at a time; each takes 19 MiB.
const PLACES: usize = 2;
const PATIENCE: Duration = Duration::from_secs(5);

/// Places to hash at, and the memory of those that are free. Cheap to clone.
#[derive(Clone)]
pub struct Hashers {
    /// Free places.
    pub places: Arc<Semaphore>,
    memory: Arc<Mutex<Vec<Memory>>>,
}

impl Default for Hashers {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(PLACES)), memory: Arc::default() }
    }
}

impl Hashers {
    async fn place(&self) -> ApiResult<OwnedSemaphorePermit> {
        match timeout(PATIENCE, Arc::clone(&self.places).acquire_owned()).await {
            Ok(place) => place.map_err(ApiError::internal),
            Err(_) => Err(ApiError::Refused(Code::Busy)),
        }
    }

    /// Does this once there is room for it.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Memory) -> ApiResult<T> + Send + 'static,
    ) -> ApiResult<T> {
        let place = self.place().await?;
        let free = Arc::clone(&self.memory);
        let job = move || {
            // Held inside the work: a request that goes away must not let another hash start beside it.
            let _place = place;
            let mut memory = free.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
            let answer = work(&mut memory);
            free.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
            answer
        };
        spawn_blocking(job).await.map_err(ApiError::internal)?
    }
}

/// Hashes a password. Errors: 503 when too many others wait.
pub(super) async fn hash(core: &Core, text: Sensitive<String>) -> ApiResult<String> {
    let keys = core.keys.clone();
    core.hashing.run(move |memory| password::hash(memory, &keys, text.expose())).await
}

/// Verifies a password against a stored hash, or does the same work without one. Errors: 503.
pub(super) async fn verify(core: &Core, text: Sensitive<String>, stored: Option<String>) -> ApiResult<bool> {
    let keys = core.keys.clone();
    core.hashing.run(move |memory| password::verify(memory, &keys, text.expose(), stored.as_deref())).await
}
