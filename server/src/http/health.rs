//! Probes: alive, and ready to work.

use actix_web::{HttpResponse, Responder, get};

use crate::access::Public;

/// The process is alive.
#[utoipa::path(tag = "probes", responses((status = 200, description = "Alive")), security(()))]
#[get("/healthz")]
pub async fn alive(_access: Public) -> impl Responder {
    HttpResponse::Ok().json(serde_json::json!({ "status": "ok" }))
}

/// The database answers and has this version's schema.
#[utoipa::path(tag = "probes", responses((status = 200, description = "Ready"), (status = 503, description = "Not ready")), security(()))]
#[get("/readyz")]
pub async fn ready(access: Public) -> impl Responder {
    if access.core().is_ready().await {
        HttpResponse::Ok().json(serde_json::json!({ "status": "ready" }))
    } else {
        HttpResponse::ServiceUnavailable().json(serde_json::json!({ "status": "not ready" }))
    }
}
