//! Where a request comes from, for rate limits.

use std::net::IpAddr;

use actix_web::HttpRequest;

/// The client's address; `X-Forwarded-For` is believed only from a trusted proxy. IPv6 is cut to its /64, which is
/// what one client owns.
#[must_use]
pub fn address(request: &HttpRequest, trusted: &[IpAddr]) -> String {
    let Some(mut address) = request.peer_addr().map(|peer| peer.ip().to_canonical()) else { return String::new() };
    if trusted.contains(&address) {
        let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).collect();
        // From the right: what a trusted proxy wrote is believed, what the client wrote before it is not.
        for hop in hops.iter().rev() {
            let Ok(ip) = hop.trim().parse::<IpAddr>() else { break };
            address = ip.to_canonical();
            if !trusted.contains(&address) {
                break;
            }
        }
    }
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}
