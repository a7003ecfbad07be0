//! The id of a request: in its log lines, in its problem document and in `X-Request-Id`. Never taken from outside.

use std::future::Future;

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};

use crate::access::Core;

tokio::task_local! {
    static CURRENT: String;
}

/// The id of the request being served, or an empty text outside one.
#[must_use]
pub fn current() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}

fn within<F: Future>(id: String, work: F) -> impl Future<Output = F::Output> {
    CURRENT.scope(id, work)
}

/// The methods there are; a client may make up any number of others.
fn label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::PUT => "PUT",
        Method::POST => "POST",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

/// Middleware that gives every request an id, a log span and a measured duration, and tells the id.
pub async fn middleware<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let id = made(&request);
    let mut answer = measured(id.clone(), request, next).await?;
    if let Ok(value) = HeaderValue::from_str(&id) {
        answer.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(answer)
}

/// The same, and keeps the id to itself: the survivors' pages say nothing that they need not.
pub async fn untold<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    measured(made(&request), request, next).await
}

fn made(request: &ServiceRequest) -> String {
    match request.app_data::<web::Data<Core>>() {
        Some(core) => crate::random::id(core.keys.random(), core.clock.now()).0.simple().to_string(),
        None => String::new(),
    }
}

async fn measured<B: MessageBody>(
    id: String,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    use tracing::Instrument;
    let method = request.method().clone();
    // The pattern, not the path: ids of people's records stay out of metrics and span names.
    let route = request.match_pattern().unwrap_or_else(|| "unmatched".to_owned());
    let span = tracing::info_span!("request", id = %id, %method, %route);
    let started = std::time::Instant::now();
    let answer = within(id, next.call(request).instrument(span.clone())).await?;
    let took = started.elapsed();
    let status = answer.status().as_u16();
    metrics::histogram!("yaninda_http_seconds", "route" => route, "method" => label(&method), "status" => status.to_string())
        .record(took.as_secs_f64());
    span.in_scope(|| tracing::info!(status, micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX), "answered"));
    Ok(answer)
}
