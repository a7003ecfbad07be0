//! Prometheus figures on an address of their own. Labels are route patterns, methods and statuses, never ids.

use std::{future::Future, time::Duration};

use actix_web::{App, HttpResponse, HttpServer, web};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

/// Starts recording; none if something records already.
#[must_use]
pub fn install() -> Option<PrometheusHandle> {
    let buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5];
    PrometheusBuilder::new().set_buckets(&buckets).ok()?.install_recorder().ok()
}

/// Serves `/metrics` on this address.
pub fn serve(handle: PrometheusHandle, address: &str) -> std::io::Result<impl Future<Output = ()> + use<>> {
    let upkeep = handle.clone();
    let server = HttpServer::new(move || {
        App::new().app_data(web::Data::new(handle.clone())).route("/metrics", web::get().to(figures))
    })
    .workers(1)
    .disable_signals()
    .bind(address)?
    .run();
    actix_web::rt::spawn(async move {
        loop {
            actix_web::rt::time::sleep(Duration::from_secs(10)).await;
            upkeep.run_upkeep();
        }
    });
    Ok(async move {
        if let Err(error) = server.await {
            tracing::error!(%error, "the figures stopped");
        }
    })
}

async fn figures(handle: web::Data<PrometheusHandle>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(handle.render())
}
