//! A demo database answers on this computer only: loopback `Host`s, nothing forwarded.

use actix_web::{
    Error, ResponseError,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};
use yaninda_shared::problem::Code;

use crate::{access::Core, problem::ApiError};

/// Middleware that refuses everything else with 403.
pub async fn middleware<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    if !is_welcome(&request) {
        let refusal = ApiError::Refused(Code::DemoOnlyLocal).error_response();
        return Ok(request.into_response(refusal).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

/// Whether this request may be answered at all.
pub fn is_welcome(request: &ServiceRequest) -> bool {
    let demo = request.app_data::<web::Data<Core>>().is_some_and(|core| core.settings.demo);
    !demo || is_local(request)
}

fn is_local(request: &ServiceRequest) -> bool {
    let headers = request.headers();
    let forwarded = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via"];
    if forwarded.iter().any(|name| headers.contains_key(*name)) {
        return false;
    }
    let authority = match headers.get(actix_web::http::header::HOST).map(|value| value.to_str()) {
        Some(Ok(host)) => host.to_owned(),
        Some(Err(_)) => return false,
        None => request.uri().host().unwrap_or_default().to_owned(),
    };
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let host_ok = host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    host_ok && request.peer_addr().is_none_or(|peer| peer.ip().is_loopback())
}
