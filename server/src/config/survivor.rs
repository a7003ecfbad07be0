//! The neutral origin of the survivors' pages, and where it listens.

use std::{net::SocketAddr, path::PathBuf};

use super::{
    ConfigError, TlsFiles,
    error::Problems,
    host::{is_host, is_loopback, leads_to, of_origin},
    settle::{address, tls_files},
};

/// The `survivor_…` keys as they are written.
pub(super) struct SurvivorKeys {
    pub(super) origin: Option<String>,
    pub(super) listen: Option<String>,
    pub(super) tls_cert: Option<PathBuf>,
    pub(super) tls_key: Option<PathBuf>,
}

/// What they come to.
pub(super) struct Survivor {
    pub(super) origin: Option<String>,
    pub(super) listen: SocketAddr,
    pub(super) tls: Option<TlsFiles>,
}

impl SurvivorKeys {
    /// Holds them against where the staff's side listens and what its origin is.
    pub(super) fn settle(self, staff: SocketAddr, origin: &str, proxied: bool, problems: &mut Problems) -> Survivor {
        let tls = tls_files(["survivor_tls_cert", "survivor_tls_key"], self.tls_cert, self.tls_key, problems);
        let listen = self
            .listen
            .and_then(|text| problems.keep(address("survivor_listen", &text)))
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], beside(staff.port()))));
        if !listen.ip().is_loopback() && tls.is_none() && !proxied {
            let why = "would speak to other computers without encryption; set survivor_tls_cert and survivor_tls_key, \
                       or trusted_proxies";
            problems.add("survivor_listen", format!("{listen} {why}"));
        }
        let origin = self.origin.and_then(|text| problems.keep(neutral(&text, origin)));
        Survivor { origin, listen, tls }
    }
}

/// The next port; any port stays any port.
const fn beside(port: u16) -> u16 {
    match port {
        0 => 0,
        u16::MAX => u16::MAX - 1,
        port => port + 1,
    }
}

/// An origin that does not lead to the staff's: neither the same host nor one below or above it.
fn neutral(text: &str, staff: &str) -> Result<String, ConfigError> {
    let refuse = |why: &str| Err(ConfigError::new("survivor_origin", why));
    let text = text.to_ascii_lowercase();
    let Some(host) = of_origin(&text).filter(|host| is_host(host)) else {
        return refuse("must look like https://randevu.example, without a slash at the end");
    };
    if text.starts_with("http://") && !is_loopback(host) {
        return refuse("must begin with https://; only an address of this computer may do without");
    }
    if leads_to(host, of_origin(staff).unwrap_or_default()) {
        return refuse(
            "must be a host that has nothing to do with that of origin: who reads a link must not find the app",
        );
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_neutral_encrypted_origin_is_taken() {
        let staff = "https://cases.example.org";
        for good in ["https://randevu.example", "https://RANDEVU.example:8443", "https://other.example.org"] {
            assert_eq!(neutral(good, staff), Ok(good.to_ascii_lowercase()));
        }
        for bad in [
            "https://cases.example.org",
            "https://Cases.Example.org:8443",
            "https://go.cases.example.org",
            "https://example.org",
            "http://randevu.example",
            "http://127.0.0.1.example",
            "https://randevu.example/",
            "https://randevu.example:0x1",
            "https://user@randevu.example",
            "https://randevü.example",
            "https://",
            "randevu.example",
        ] {
            assert!(neutral(bad, staff).is_err(), "{bad}");
        }
    }

    #[test]
    fn on_this_computer_the_port_tells_the_two_apart() {
        for (origin, staff) in [
            ("http://127.0.0.1:8081", "http://127.0.0.1:8080"),
            ("http://localhost:8081", "http://localhost:8080"),
            ("http://[::1]:8081", "http://127.0.0.1:8080"),
            ("http://localhost:8081", "https://cases.example.org"),
        ] {
            assert!(neutral(origin, staff).is_ok(), "{origin}");
        }
        assert_eq!((beside(8080), beside(0), beside(65_535)), (8081, 0, 65_534));
    }

    #[test]
    fn another_computer_gets_the_pages_encrypted_only() {
        let settle = |listen: &str, cert: Option<&str>, proxied| {
            let keys = SurvivorKeys {
                origin: None,
                listen: Some(listen.to_owned()),
                tls_cert: cert.map(PathBuf::from),
                tls_key: cert.map(PathBuf::from),
            };
            let mut problems = Problems::default();
            keys.settle(([127, 0, 0, 1], 8080).into(), "https://cases.example.org", proxied, &mut problems);
            problems.0.into_iter().map(|problem| problem.key).collect::<Vec<_>>()
        };
        assert_eq!(settle("0.0.0.0:443", None, false), ["survivor_listen"]);
        assert!(settle("0.0.0.0:443", Some("c"), false).is_empty());
        assert!(settle("0.0.0.0:443", None, true).is_empty());
        assert!(settle("127.0.0.1:81", None, false).is_empty());
    }
}
