//! How people reach the server, and that nobody on the way reads along.

use std::net::SocketAddr;

use super::{super::serve, report::Report};
use crate::config::Settings;

const WHAT: &str = "network";

pub(super) fn check(report: &mut Report, settings: &Settings) {
    for (setting, files) in [("tls", &settings.tls), ("survivor_tls", &settings.survivor_tls)] {
        let Some(files) = files else { continue };
        match serve::tls(setting, files) {
            Ok(_) => report.ok(setting, format_args!("{} and its key fit", files.cert.display())),
            Err(error) => report.fail(setting, error),
        }
        readable(report, setting, &files.key);
    }
    if settings.demo {
        return report.ok(WHAT, "a demo answers on this computer only");
    }
    let (plain, origin, listen) = (settings.tls.is_none(), &settings.origin, &settings.listen);
    if !origin.starts_with("https://") {
        let mend = "set it to their https:// address";
        report.warn(WHAT, format_args!("origin is {origin}, so people can sign in on this computer only; {mend}"));
    } else if plain && settings.trusted_proxies.is_empty() {
        let mend = "set trusted_proxies to the address of the proxy, or tls_cert and tls_key if there is none";
        report.warn(WHAT, format_args!("{origin} by a proxy that is not trusted, so all users count as one; {mend}"));
    } else {
        report.ok(WHAT, format_args!("{origin} by {}", if plain { "a proxy" } else { "itself" }));
    }
    if plain && !listen.parse::<SocketAddr>().is_ok_and(|address| address.ip().is_loopback()) {
        let mend = "listen on 127.0.0.1 behind a proxy on this computer, or set tls_cert and tls_key";
        report.warn(WHAT, format_args!("it listens on {listen} without encryption; {mend}"));
    }
}

/// A private key that others may read is nobody's own.
fn readable(report: &mut Report, what: &'static str, key: &std::path::Path) {
    #[cfg(unix)]
    if std::fs::metadata(key)
        .is_ok_and(|found| std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o007 != 0)
    {
        report.warn(what, format_args!("anybody may read {0}; `chmod o= {0}`", key.display()));
    }
}
