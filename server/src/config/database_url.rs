//! Where PostgreSQL is, and that nobody on the way can read along.

use super::ConfigError;
use crate::db::Target;

/// A database on another host must be reached by verified TLS.
pub(super) fn parse(url: &str) -> Result<Target, ConfigError> {
    let refuse = |why: &str| Err(ConfigError::new("database_url", why));
    let Some(rest) = url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://")) else {
        return refuse("must begin with postgres:// (leave it out for SQLite)");
    };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let hosts = authority.rsplit('@').next().unwrap_or_default();
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    let socket_host = query.split('&').any(|pair| pair.starts_with("host=/") || pair.starts_with("host=%2F"));
    let local = |host: &str| {
        let host = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        host == "localhost"
            || host.starts_with("%2F")
            || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
            || (host.is_empty() && socket_host)
    };
    let overridden = query.split('&').any(|pair| pair.starts_with("host") && !socket_host);
    if (!hosts.split(',').all(local) || overridden) && !query.split('&').any(|pair| pair == "sslmode=verify-full") {
        return refuse("a database that is not on this computer must say sslmode=verify-full");
    }
    Ok(Target::Postgres(url.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remote_database_without_verified_tls_is_refused() {
        for bad in [
            "postgres://u:p@db.example/yaninda",
            "postgres://db.example/yaninda?sslmode=require",
            "postgres://localhost,db.example/y",
            "postgres://localhost/y?hostaddr=10.0.0.1",
            "mysql://localhost/y",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        for good in [
            "postgres://u:p@localhost:5433/y",
            "postgres://127.0.0.1/y",
            "postgres://[::1]:5432/y",
            "postgres:///y?host=/run/postgresql",
            "postgres://db.example/y?sslmode=verify-full&sslrootcert=system",
        ] {
            assert!(parse(good).is_ok(), "{good}");
        }
    }
}
