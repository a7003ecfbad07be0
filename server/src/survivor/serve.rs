//! Starting the survivors' listener: small bodies, short waits, strict headers, and nothing of the staff's side.

use std::{net::TcpListener, time::Duration};

use actix_web::{
    App, Error, HttpServer,
    body::{EitherBody, MessageBody},
    dev::{Server, ServiceRequest, ServiceResponse},
    middleware::{Compress, DefaultHeaders, Next, from_fn},
    web,
};

use super::{frame, gone};
use crate::{
    access::Core,
    http::{Guesses, Tolerance, hosts, request_id},
    routes,
};

/// Starts serving on a bound listener; stops within ten seconds of a signal, after finishing what was begun.
pub fn serve(core: Core, listener: TcpListener, tls: Option<rustls::ServerConfig>) -> std::io::Result<Server> {
    let threads = usize::try_from(core.settings.readers).unwrap_or(usize::MAX).saturating_add(2);
    let origin = core.settings.survivor_origin.as_deref().unwrap_or_default();
    let https = tls.is_some() || origin.starts_with("https://");
    let guesses = web::Data::new(Guesses::new(Tolerance::PERSON));
    let server = HttpServer::new(move || {
        App::new()
            .wrap(Compress::default())
            .wrap(from_fn(loopback_demo))
            .wrap(headers(https))
            .wrap(from_fn(request_id::untold))
            .app_data(web::Data::new(core.clone()))
            .app_data(guesses.clone())
            .configure(routes::survivor)
    })
    .workers(1)
    .worker_max_blocking_threads(threads)
    .shutdown_timeout(10)
    .keep_alive(Duration::from_secs(20))
    .client_request_timeout(Duration::from_secs(10));
    match tls {
        Some(config) => Ok(server.listen_rustls_0_23(listener, config)?.run()),
        None => Ok(server.listen(listener)?.run()),
    }
}

/// A demo answers on this computer only, and elsewhere as if there were nothing.
async fn loopback_demo<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    if hosts::is_welcome(&request) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let nothing = gone::page(request.request());
    Ok(request.into_response(nothing).map_into_right_body())
}

/// On every answer. `https` adds HSTS for two years.
fn headers(https: bool) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add(("Content-Security-Policy", frame::policy()))
        .add(("Cache-Control", "no-store"))
        .add(("X-Robots-Tag", "noindex, nofollow"))
        .add(("Referrer-Policy", "no-referrer"))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("X-Frame-Options", "DENY"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Cross-Origin-Resource-Policy", "same-origin"))
        .add(("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
    if https { headers.add(("Strict-Transport-Security", "max-age=63072000; includeSubDomains")) } else { headers }
}
