//! Papers are made off the async threads and outside of every transaction, one or two at a time.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
    time::timeout,
};
use yaninda_shared::problem::Code;

use super::{paper::Paper, typeset::typeset};
use crate::problem::{ApiError, ApiResult};

/// Papers at a time: each keeps a core busy, and some ten megabytes.
const PLACES: usize = 2;
const PATIENCE: Duration = Duration::from_secs(10);

/// Where papers are made. Cheap to clone.
#[derive(Clone)]
pub struct Press(Arc<Semaphore>);

impl Default for Press {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(PLACES)))
    }
}

/// A free place; taken before anything is disclosed, so that nobody is told afterwards to come again.
pub struct Place(OwnedSemaphorePermit);

impl Press {
    /// Waits for a place. Errors: 503 when too many others wait.
    pub async fn place(&self) -> ApiResult<Place> {
        match timeout(PATIENCE, Arc::clone(&self.0).acquire_owned()).await {
            Ok(place) => place.map(Place).map_err(ApiError::internal),
            Err(_) => Err(ApiError::Refused(Code::Busy)),
        }
    }
}

impl Place {
    /// The PDF file of a paper. Errors: 413 for one that is too long.
    pub async fn print(self, paper: Paper) -> ApiResult<Vec<u8>> {
        let job = move || {
            // Held inside the work: a request that goes away must not let another one start beside it.
            let _place = self.0;
            typeset(&paper)
        };
        // What a panic says may quote the paper.
        spawn_blocking(job).await.map_err(|_| ApiError::internal("making a paper failed"))?
    }
}
