//! Password hashing off the async threads, as many at a time as memory allows; whoever waits too long is told so.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, oneshot},
    time::timeout,
};
use yaninda_shared::{problem::Code, sensitive::Sensitive};

use super::password;
use crate::{
    access::Core,
    problem::{ApiError, ApiResult},
};

/// Hashes at a time; each takes 19 MiB.
const PLACES: usize = 2;
const PATIENCE: Duration = Duration::from_secs(5);

type Job = Box<dyn FnOnce() + Send>;

/// Threads that do nothing else for as long as the server lives: the allocator keeps the memory of a hash for each thread
/// that ever made one. Cheap to clone.
#[derive(Clone)]
pub struct Hashers {
    /// Free places.
    pub places: Arc<Semaphore>,
    jobs: mpsc::Sender<Job>,
}

impl Hashers {
    /// Starts the threads; they end with the last clone.
    pub fn start() -> std::io::Result<Self> {
        let (jobs, waiting) = mpsc::channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..PLACES {
            let waiting = Arc::clone(&waiting);
            thread::Builder::new().name("hashing".into()).spawn(move || work_on(&waiting))?;
        }
        Ok(Self { places: Arc::new(Semaphore::new(PLACES)), jobs })
    }

    async fn place(&self) -> ApiResult<OwnedSemaphorePermit> {
        match timeout(PATIENCE, Arc::clone(&self.places).acquire_owned()).await {
            Ok(place) => place.map_err(ApiError::internal),
            Err(_) => Err(ApiError::Refused(Code::Busy)),
        }
    }

    /// Does this once there is room for it.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> ApiResult<T> + Send + 'static) -> ApiResult<T> {
        let place = self.place().await?;
        let (answer, waiting) = oneshot::channel();
        let job = move || {
            // Held inside the work: a request that goes away must not let another hash start beside it.
            let _place = place;
            let _ = answer.send(work());
        };
        self.jobs.send(Box::new(job)).map_err(|_| ApiError::internal("the hashing threads are gone"))?;
        waiting.await.map_err(ApiError::internal)?
    }
}

fn work_on(waiting: &Mutex<mpsc::Receiver<Job>>) {
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        // A fault is the request's, which hears that its answer will not come; the thread goes on.
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

/// Hashes a password. Errors: 503 when too many others wait.
pub(super) async fn hash(core: &Core, text: Sensitive<String>) -> ApiResult<String> {
    let keys = core.keys.clone();
    core.hashing.run(move || password::hash(&keys, text.expose())).await
}

/// Verifies a password against a stored hash, or does the same work without one. Errors: 503.
pub(super) async fn verify(core: &Core, text: Sensitive<String>, stored: Option<String>) -> ApiResult<bool> {
    let keys = core.keys.clone();
    core.hashing.run(move || password::verify(&keys, text.expose(), stored.as_deref())).await
}
