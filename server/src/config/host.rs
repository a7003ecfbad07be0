//! Hosts of origins, and whether one leads to the other.

use std::net::IpAddr;

/// The host of an origin, without its port; nothing if it is none.
pub(super) fn of_origin(origin: &str) -> Option<&str> {
    let rest = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"))?;
    let (host, port) = match rest.strip_prefix('[') {
        Some(_) => rest.split_at(rest.find(']')? + 1),
        None => rest.split_at(rest.find(':').unwrap_or(rest.len())),
    };
    let known = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    known.then_some(host)
}

/// A name in ASCII, or an address; nothing that a mail program could read otherwise.
pub(super) fn is_host(host: &str) -> bool {
    let name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    bare(host).parse::<IpAddr>().is_ok() || host.split('.').all(name)
}

/// This computer.
pub(super) fn is_loopback(host: &str) -> bool {
    host == "localhost" || bare(host).parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether who knows one host finds the other: the same name, or one below the other. On this computer the port tells two
/// apart.
pub(super) fn leads_to(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_ascii_lowercase(), other.to_ascii_lowercase());
    let below = |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
    let both_here = is_loopback(&one) && is_loopback(&other);
    !both_here && (one == other || below(&one, &other) || below(&other, &one))
}

fn bare(host: &str) -> &str {
    host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_family_lead_to_each_other() {
        for (one, other) in [
            ("cases.org.example", "CASES.org.example"),
            ("cases.org.example", "org.example"),
            ("org.example", "mail.org.example"),
        ] {
            assert!(leads_to(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("randevu.example", "cases.org.example"),
            ("org.example", "borg.example"),
            ("127.0.0.1", "localhost"),
            ("[::1]", "127.0.0.1"),
        ] {
            assert!(!leads_to(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_host_is_read_without_scheme_and_port() {
        for (origin, wanted) in [
            ("https://a.example", Some("a.example")),
            ("http://a.example:8080", Some("a.example")),
            ("http://[::1]:80", Some("[::1]")),
            ("https://a.example:0x1", None),
            ("a.example", None),
        ] {
            assert_eq!(of_origin(origin), wanted, "{origin}");
        }
    }
}
