//! Password hashing off the async threads, so many at a time as memory allows; whoever waits too long is told so.

use std::time::Duration;

use actix_web::web;
use tokio::{sync::OwnedSemaphorePermit, time::timeout};
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

/// Hashes a password. Errors: 503 when too many others wait.
pub(super) async fn hash(core: &Core, text: Sensitive<String>) -> ApiResult<String> {
    let permit = permit(core).await?;
    let keys = core.keys.clone();
    let work = move || {
        // Held inside the work: a request that goes away must not let another hash start beside it.
        let _permit = permit;
        password::hash(&keys, text.expose())
    };
    web::block(work).await.map_err(ApiError::internal)?
}

/// Verifies a password against a stored hash, or does the same work without one. Errors: 503.
pub(super) async fn verify(core: &Core, text: Sensitive<String>, stored: Option<String>) -> ApiResult<bool> {
    let permit = permit(core).await?;
    let keys = core.keys.clone();
    let work = move || {
        let _permit = permit;
        password::verify(&keys, text.expose(), stored.as_deref())
    };
    web::block(work).await.map_err(ApiError::internal)?
}
