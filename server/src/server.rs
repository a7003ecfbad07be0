//! Starting and stopping the HTTP server.

use std::{net::TcpListener, time::Duration};

use actix_web::{
    App, HttpServer,
    dev::Server,
    middleware::{Compress, Condition, from_fn},
    web,
};
use utoipa::OpenApi;
use utoipa_actix_web::AppExt;
use utoipa_swagger_ui::SwaggerUi;

use crate::{
    access::Core,
    http::{self, Addresses, headers, hosts, request_id},
    problem::{ApiError, ApiResult},
    routes::{self, ApiDoc},
};

/// The OpenAPI 3.1 document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let (_, mut doc) = App::new()
        .into_utoipa_app()
        .openapi(ApiDoc::openapi())
        .configure(routes::api)
        .configure(routes::probes)
        .split_for_parts();
    http::narrow(&mut doc);
    doc
}

/// Starts serving on a bound listener; stops within ten seconds of a signal, after finishing what was begun.
pub fn serve(core: Core, listener: TcpListener, tls: Option<rustls::ServerConfig>) -> std::io::Result<Server> {
    let workers = core.settings.workers;
    let https = tls.is_some() || core.settings.origin.starts_with("https://");
    let document = openapi();
    let addresses = web::Data::new(Addresses::of(&document));
    let server = HttpServer::new(move || {
        App::new()
            .into_utoipa_app()
            .map(|app| {
                app.wrap(Condition::new(true, Compress::default()))
                    .wrap(from_fn(hosts::middleware))
                    .wrap(headers::security(https))
                    .wrap(from_fn(request_id::middleware))
                    .service(web::redirect("/api/docs", "/api/docs/").permanent())
                    // Before the API, whose scope takes every path that begins like the document's.
                    .service(SwaggerUi::new("/api/docs/{_:.*}").url("/api/v1/openapi.json", document.clone()))
            })
            .app_data(web::Data::new(core.clone()))
            .app_data(addresses.clone())
            .app_data(web::PathConfig::default().error_handler(|_, _| ApiError::not_found().into()))
            .configure(routes::api)
            .configure(routes::probes)
            .into_app()
            .configure(routes::app)
    })
    .workers(workers)
    .worker_max_blocking_threads(16)
    .shutdown_timeout(10)
    .keep_alive(Duration::from_secs(75))
    .client_request_timeout(Duration::from_secs(15));
    match tls {
        Some(config) => Ok(server.listen_rustls_0_23(listener, config)?.run()),
        None => Ok(server.listen(listener)?.run()),
    }
}

/// What a running server does by itself: takes up a new signing key every minute, and soon after the start and then
/// hourly checks the database and forgets what has had its day.
pub async fn watch(core: Core) {
    const MINUTE: Duration = Duration::from_secs(60);
    actix_web::rt::time::sleep(Duration::from_secs(5)).await;
    for minute in (0_u64..60).cycle() {
        if minute == 0 {
            told("the database could not be checked", core.check_database().await);
            told("old records could not be forgotten", core.forget().await);
        }
        told("the signing keys could not be read", core.reload_signing_keys().await);
        actix_web::rt::time::sleep(MINUTE).await;
    }
}

fn told(what: &str, result: ApiResult<()>) {
    if let Err(error) = result {
        tracing::warn!(%error, "{what}");
    }
}
