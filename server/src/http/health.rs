//! Probes: alive, and ready to work.

use actix_web::{HttpResponse, Responder, get};

use yaninda_shared::mail::MailPause;

use crate::access::Public;

/// The process is alive.
#[utoipa::path(tag = "probes", responses((status = 200, description = "Alive")), security(()))]
#[get("/healthz")]
pub async fn alive(_access: Public) -> impl Responder {
    HttpResponse::Ok().json(serde_json::json!({ "status": "ok" }))
}

/// The database answers and has this version's schema. Mail that is held up is told as `mail`, and is no reason not to serve:
/// whoever works with the app does not need it.
#[utoipa::path(tag = "probes", responses((status = 200, description = "Ready"), (status = 503, description = "Not ready")), security(()))]
#[get("/readyz")]
pub async fn ready(access: Public) -> impl Responder {
    if access.core().is_ready().await {
        let mail = access.core().mail.paused().map_or("ok", MailPause::as_str);
        HttpResponse::Ok().json(serde_json::json!({ "status": "ready", "mail": mail }))
    } else {
        HttpResponse::ServiceUnavailable().json(serde_json::json!({ "status": "not ready" }))
    }
}
