//! Starting and stopping the HTTP server.

use std::{net::TcpListener, time::Duration};

use actix_web::{
    App, HttpServer,
    dev::Server,
    middleware::{Compress, from_fn},
    web,
};
use utoipa::OpenApi;
use utoipa_actix_web::AppExt;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::{
    access::Core,
    clocks,
    http::{self, Guesses, Tolerance, headers, hosts, request_id},
    problem::{ApiError, ApiResult},
    records,
    routes::{self, ApiDoc},
};

/// The OpenAPI 3.1 document.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    let (_, mut document) =
        App::new().into_utoipa_app().openapi(ApiDoc::openapi()).configure(routes::described).split_for_parts();
    http::narrow(&mut document);
    records::reasons(&mut document);
    document
}

/// Starts serving on a bound listener; stops within ten seconds of a signal, after finishing what was begun.
pub fn serve(core: Core, listener: TcpListener, tls: Option<rustls::ServerConfig>) -> std::io::Result<Server> {
    let workers = core.settings.workers;
    // As many as there are connections to use, and two more for what is no query: photos and PDFs.
    let threads = usize::try_from(core.settings.readers).unwrap_or(usize::MAX).div_ceil(workers) + 2;
    let https = tls.is_some() || core.settings.origin.starts_with("https://");
    let guesses = web::Data::new(Guesses::new(Tolerance::ROOM));
    let server = HttpServer::new(move || {
        App::new()
            .wrap(Compress::default())
            .wrap(from_fn(hosts::middleware))
            .wrap(headers::security(https))
            .wrap(from_fn(request_id::middleware))
            .service(web::redirect("/api/docs", "/api/docs/").permanent())
            .app_data(web::Data::new(core.clone()))
            .app_data(guesses.clone())
            .app_data(web::PathConfig::default().error_handler(|_, _| ApiError::not_found().into()))
            .service(SwaggerUi::new("/api/docs/{_:.*}").config(Config::from("/api/v1/openapi.json")))
            .configure(routes::api)
            .configure(routes::app)
    })
    .workers(workers)
    .worker_max_blocking_threads(threads)
    .shutdown_timeout(10)
    .keep_alive(Duration::from_secs(75))
    .client_request_timeout(Duration::from_secs(15));
    match tls {
        Some(config) => Ok(server.listen_rustls_0_23(listener, config)?.run()),
        None => Ok(server.listen(listener)?.run()),
    }
}

/// What a running server does by itself: at once works out deadlines if the rules are others than before, takes up a new signing key every minute, and a minute after the start and then
/// hourly checks the database and forgets what has had its day.
pub async fn watch(core: Core) {
    const MINUTE: Duration = Duration::from_secs(60);
    told("deadlines could not be worked out", clocks::catch_up(&core).await);
    for minute in (0_u64..60).cycle() {
        actix_web::rt::time::sleep(MINUTE).await;
        if minute == 0 {
            told("the database could not be checked", core.check_database().await);
            told("old records could not be forgotten", core.forget().await);
        }
        told("the signing keys could not be read", core.reload_signing_keys().await);
    }
}

fn told(what: &str, result: ApiResult<()>) {
    if let Err(error) = result {
        tracing::warn!(%error, "{what}");
    }
}
