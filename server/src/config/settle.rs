//! From keys to settings: defaults filled in, values checked. A wrong value is noted and its default stands in for it.

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use chrono_tz::Tz;
use yaninda_shared::disclosure::Threshold;

use super::{
    ConfigError, FileCleaner, RootKeySource, Settings, TlsFiles, database_url, error::Problems, mail, raw::Raw,
    recipient::recipient, survivor::SurvivorKeys,
};
use crate::db::Target;

pub(super) fn settle(mut raw: Raw, port: Option<u16>, problems: &mut Problems) -> Settings {
    let mail_domain = raw.mail_domain.take().and_then(|text| problems.keep(mail::domain(&text)));
    let mail = problems.keep(mail::parse(&mut raw, mail_domain.as_ref())).flatten();
    let dkim = problems.keep(mail::dkim(&mut raw, mail_domain.as_ref())).flatten();
    let data = raw.data.unwrap_or_else(|| PathBuf::from("data"));
    let target = raw
        .database_url
        .and_then(|url| problems.keep(database_url::parse(url.expose())))
        .unwrap_or_else(|| Target::Sqlite(data.join("yaninda.db")));
    let root_key = match (raw.root_key, raw.root_key_file, raw.root_key_command) {
        (Some(value), None, None) => RootKeySource::Value(value),
        (None, Some(path), None) => RootKeySource::File(path),
        (None, None, Some(command)) => RootKeySource::Command(command),
        (None, None, None) => RootKeySource::File(default_root_key(&data)),
        (_, file, _) => {
            problems.add("root_key", "give one of root_key, root_key_file and root_key_command, not several");
            RootKeySource::File(file.unwrap_or_else(|| default_root_key(&data)))
        }
    };
    let tls = tls_files(["tls_cert", "tls_key"], raw.tls_cert, raw.tls_key, problems);
    let mut listen = raw
        .listen
        .and_then(|text| problems.keep(address("listen", &text)))
        .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
    if let Some(port) = port {
        listen.set_port(port);
    }
    let metrics_listen = raw.metrics_listen.and_then(|text| problems.keep(metrics_address(&text)));
    let default_origin = format!("http{}://{listen}", if tls.is_some() { "s" } else { "" });
    let origin = raw.origin.and_then(|text| problems.keep(origin(text))).unwrap_or(default_origin);
    let trusted_proxies = list(raw.trusted_proxies.as_deref(), problems, |text| {
        text.parse::<IpAddr>()
            .map_err(|_| ConfigError::new("trusted_proxies", format!("`{text}` is not an IP address")))
    });
    if !listen.ip().is_loopback() && tls.is_none() && trusted_proxies.is_empty() {
        let why = "would speak to other computers without encryption; set tls_cert and tls_key, or trusted_proxies";
        problems.add("listen", format!("{listen} {why}"));
    }
    let survivor = SurvivorKeys {
        origin: raw.survivor_origin,
        listen: raw.survivor_listen,
        tls_cert: raw.survivor_tls_cert,
        tls_key: raw.survivor_tls_key,
    };
    let survivor = survivor.settle(listen, &origin, !trusted_proxies.is_empty(), problems);
    let backup_recipients = list(raw.backup_recipients.as_deref(), problems, |text| {
        recipient(text).map_err(|why| ConfigError::new("backup_recipients", why))
    });
    let processors = std::thread::available_parallelism().map_or(2, usize::from);
    let workers = raw.workers.unwrap_or(processors);
    if !(1..=256).contains(&workers) {
        problems.add("workers", "must be 1 to 256");
    }
    let readers = raw.readers.unwrap_or(6);
    if !(1..=64).contains(&readers) {
        problems.add("readers", "must be 1 to 64");
    }
    let time_zone = raw.time_zone.and_then(|text| problems.keep(time_zone(&text))).unwrap_or(Tz::Europe__Istanbul);
    let threshold = raw.report_threshold.and_then(|count| {
        problems.keep(Threshold::parse(count).map_err(|why| ConfigError::new("report_threshold", why.to_string())))
    });
    let threshold = threshold.unwrap_or_default();
    let log = raw.log.unwrap_or_else(|| "info".to_owned());
    if log.parse::<tracing_subscriber::filter::Targets>().is_err() {
        problems.add("log", "must be a level (error, warn, info, debug) or a filter like warn,yaninda=info");
    }
    if !matches!(raw.log_format.as_deref(), None | Some("text" | "json")) {
        problems.add("log_format", "must be text or json");
    }
    Settings {
        data,
        target,
        root_key,
        backup_recipients,
        listen: listen.to_string(),
        origin,
        tls,
        survivor_origin: survivor.origin,
        survivor_listen: survivor.listen.to_string(),
        survivor_tls: survivor.tls,
        trusted_proxies,
        metrics_listen,
        previous_assets: None,
        file_cleaner: FileCleaner::own(),
        log,
        log_json: raw.log_format.as_deref() == Some("json"),
        mail,
        mail_domain,
        dkim,
        time_zone,
        threshold,
        workers,
        readers,
        demo: false,
    }
}

/// Beside the data folder, so that a copy of the folder alone opens nothing; a demo keeps it inside.
fn default_root_key(data: &Path) -> PathBuf {
    let inside = data.join("root.key");
    if inside.is_file() { inside } else { data.with_file_name("yaninda-root.key") }
}

/// Certificate and key, under these names in the configuration: both or neither.
pub(super) fn tls_files(
    [cert_key, key_key]: [&str; 2],
    cert: Option<PathBuf>,
    key: Option<PathBuf>,
    problems: &mut Problems,
) -> Option<TlsFiles> {
    let (missing, set) = match (cert, key) {
        (Some(cert), Some(key)) => return Some(TlsFiles { cert, key }),
        (None, None) => return None,
        (Some(_), None) => (key_key, cert_key),
        (None, Some(_)) => (cert_key, key_key),
    };
    problems.add(missing, format!("is missing although {set} is set"));
    None
}

pub(super) fn address(key: &str, text: &str) -> Result<SocketAddr, ConfigError> {
    text.parse()
        .map_err(|_| ConfigError::new(key, format!("`{text}` must be address:port, for instance 127.0.0.1:8080")))
}

fn metrics_address(text: &str) -> Result<String, ConfigError> {
    if address("metrics_listen", text)?.ip().is_loopback() {
        return Ok(text.to_owned());
    }
    Err(ConfigError::new("metrics_listen", "must be an address of this computer, for instance 127.0.0.1:9090"))
}

fn time_zone(text: &str) -> Result<Tz, ConfigError> {
    text.parse().map_err(|_| {
        ConfigError::new(
            "time_zone",
            format!("`{text}` must be a name of the IANA database, for instance Europe/Istanbul"),
        )
    })
}

fn origin(text: String) -> Result<String, ConfigError> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) {
        return Ok(text);
    }
    Err(ConfigError::new("origin", "must look like https://cases.example.org, without a slash at the end"))
}

/// Values with commas or spaces between them; the wrong ones are noted and left out.
fn list<T>(text: Option<&str>, problems: &mut Problems, parse: impl Fn(&str) -> Result<T, ConfigError>) -> Vec<T> {
    let parts = text.unwrap_or_default().split([',', ' ']).filter(|part| !part.is_empty());
    parts.filter_map(|part| problems.keep(parse(part))).collect()
}
