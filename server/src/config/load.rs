//! Loading settings: defaults, then the TOML file, then `YANINDA_…` variables, then flags.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use config::{Config, Environment, File, FileFormat};
use serde::Deserialize;
use yaninda_shared::{sensitive::Sensitive, values::EmailAddress};

use super::settings::{MailServer, MailTls, RootKeySource, Settings, TlsFiles};
use crate::db::Target;

/// A wrong configuration: names the key and what to do.
#[derive(Debug, thiserror::Error)]
#[error("configuration: `{key}`: {why}")]
pub struct ConfigError {
    pub key: String,
    pub why: String,
}

impl ConfigError {
    /// Names a key and what is wrong with it.
    pub fn new(key: impl Into<String>, why: impl Into<String>) -> Self {
        Self { key: key.into(), why: why.into() }
    }
}

/// The keys of file and environment; `yaninda.example.toml` documents each, and a test holds it to that.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Raw {
    data: Option<PathBuf>,
    database_url: Option<Sensitive<String>>,
    root_key: Option<Sensitive<String>>,
    root_key_file: Option<PathBuf>,
    root_key_command: Option<String>,
    listen: Option<String>,
    origin: Option<String>,
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    trusted_proxies: Option<String>,
    metrics_listen: Option<String>,
    log: Option<String>,
    log_format: Option<String>,
    smtp_host: Option<String>,
    smtp_port: Option<u16>,
    smtp_tls: Option<String>,
    smtp_user: Option<String>,
    smtp_password: Option<Sensitive<String>>,
    smtp_from: Option<String>,
    workers: Option<usize>,
    readers: Option<u32>,
}

/// What was said on the command line; it wins over file and environment.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// The TOML file; must exist if it is given.
    pub file: Option<PathBuf>,
    pub data: Option<PathBuf>,
    pub database_url: Option<String>,
    pub root_key_file: Option<PathBuf>,
    pub listen: Option<String>,
    pub port: Option<u16>,
    pub tls_cert: Option<PathBuf>,
    pub tls_key: Option<PathBuf>,
}

/// Names under our prefix that belong to the developers' script and the tests, not to the server.
const NOT_OURS: &[&str] = &["app_dist", "bin", "database", "chromium", "rustup_timeout"];

/// The variables that name a key, by key. A name under our prefix that is no key is left in, so that it is refused.
fn variables() -> HashMap<String, String> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter_map(|(name, value)| Some((name.strip_prefix("YANINDA_")?.to_lowercase(), value)))
        .filter(|(key, _)| !NOT_OURS.contains(&key.as_str()) && !key.starts_with("test_") && !key.starts_with("bench_"))
        .collect()
}

/// Loads the settings.
pub fn load(flags: &Flags) -> Result<Settings, ConfigError> {
    load_with(flags, variables())
}

fn load_with(flags: &Flags, variables: HashMap<String, String>) -> Result<Settings, ConfigError> {
    let mut builder = Config::builder();
    if let Some(file) = &flags.file {
        let text = std::fs::read_to_string(file)
            .map_err(|error| ConfigError::new("--config", format!("{} cannot be read: {error}", file.display())))?;
        builder = builder.add_source(File::from_str(&text, FileFormat::Toml));
    }
    let mut raw: Raw = builder
        .add_source(Environment::default().source(Some(variables)))
        .build()
        .and_then(Config::try_deserialize)
        .map_err(|error| explain(&error))?;
    if flags.root_key_file.is_some() {
        raw.root_key_file.clone_from(&flags.root_key_file);
        (raw.root_key, raw.root_key_command) = (None, None);
    }
    raw.data = flags.data.clone().or(raw.data);
    raw.database_url = flags.database_url.clone().map(Sensitive::new).or(raw.database_url);
    raw.tls_cert = flags.tls_cert.clone().or(raw.tls_cert);
    raw.tls_key = flags.tls_key.clone().or(raw.tls_key);
    raw.listen = flags.listen.clone().or(raw.listen);
    settle(raw, flags.port)
}

/// Names the key. Of a file that is no TOML only the place is told: its lines may hold secrets.
fn explain(error: &config::ConfigError) -> ConfigError {
    let text = error.to_string();
    if matches!(error, config::ConfigError::FileParse { .. }) {
        return ConfigError::new("--config", text.lines().next().unwrap_or_default());
    }
    if let Some((_, rest)) = text.split_once("for key `") {
        let key = rest.split('`').next().unwrap_or_default();
        let wanted = text.split("expected ").nth(1).and_then(|rest| rest.split(" for key").next());
        return ConfigError::new(key, format!("must be {}", wanted.unwrap_or("another kind of value")));
    }
    let key = text.split('`').nth(1).unwrap_or("--config").to_owned();
    if text.contains("unknown field") {
        return ConfigError::new(key, "is not a setting; yaninda.example.toml lists them all");
    }
    ConfigError::new(key, text)
}

fn settle(raw: Raw, port: Option<u16>) -> Result<Settings, ConfigError> {
    let data = raw.data.unwrap_or_else(|| PathBuf::from("data"));
    let target = match raw.database_url {
        None => Target::Sqlite(data.join("yaninda.db")),
        Some(url) => parse_url(url.expose())?,
    };
    let root_key = match (raw.root_key, raw.root_key_file, raw.root_key_command) {
        (Some(value), None, None) => RootKeySource::Value(value),
        (None, Some(path), None) => RootKeySource::File(path),
        (None, None, Some(command)) => RootKeySource::Command(command),
        (None, None, None) => RootKeySource::File(default_root_key(&data)),
        _ => {
            return Err(ConfigError::new(
                "root_key",
                "give one of root_key, root_key_file and root_key_command, not several",
            ));
        }
    };
    let tls = match (raw.tls_cert, raw.tls_key) {
        (None, None) => None,
        (Some(cert), Some(key)) => Some(TlsFiles { cert, key }),
        (Some(_), None) => return Err(ConfigError::new("tls_key", "is missing although tls_cert is set")),
        (None, Some(_)) => return Err(ConfigError::new("tls_cert", "is missing although tls_key is set")),
    };
    let mut listen = address("listen", &raw.listen.unwrap_or_else(|| "127.0.0.1:8080".to_owned()))?;
    if let Some(port) = port {
        listen.set_port(port);
    }
    let listen = listen.to_string();
    if let Some(metrics) = &raw.metrics_listen
        && !address("metrics_listen", metrics)?.ip().is_loopback()
    {
        return Err(ConfigError::new(
            "metrics_listen",
            "must be an address of this computer, for instance 127.0.0.1:9090",
        ));
    }
    let origin = raw.origin.unwrap_or_else(|| format!("http{}://{listen}", if tls.is_some() { "s" } else { "" }));
    if !(origin.starts_with("https://") || origin.starts_with("http://")) || origin.ends_with('/') {
        return Err(ConfigError::new("origin", "must look like https://cases.example.org, without a slash at the end"));
    }
    let trusted_proxies = raw
        .trusted_proxies
        .unwrap_or_default()
        .split([',', ' '])
        .filter(|text| !text.is_empty())
        .map(|text| {
            text.parse().map_err(|_| ConfigError::new("trusted_proxies", format!("`{text}` is not an IP address")))
        })
        .collect::<Result<_, _>>()?;
    let workers = raw.workers.unwrap_or_else(|| std::thread::available_parallelism().map_or(2, usize::from));
    if !(1..=256).contains(&workers) {
        return Err(ConfigError::new("workers", "must be 1 to 256"));
    }
    let readers = raw.readers.unwrap_or(6);
    if !(1..=64).contains(&readers) {
        return Err(ConfigError::new("readers", "must be 1 to 64"));
    }
    let log = raw.log.unwrap_or_else(|| "info".to_owned());
    if log.parse::<tracing_subscriber::filter::Targets>().is_err() {
        return Err(ConfigError::new(
            "log",
            "must be a level (error, warn, info, debug) or a filter like warn,yaninda=info",
        ));
    }
    let log_json = match raw.log_format.as_deref() {
        None | Some("text") => false,
        Some("json") => true,
        Some(_) => return Err(ConfigError::new("log_format", "must be text or json")),
    };
    let mail = mail(MailKeys {
        host: raw.smtp_host,
        port: raw.smtp_port,
        tls: raw.smtp_tls,
        user: raw.smtp_user,
        password: raw.smtp_password,
        from: raw.smtp_from,
    })?;
    Ok(Settings {
        data,
        target,
        root_key,
        listen,
        origin,
        tls,
        trusted_proxies,
        metrics_listen: raw.metrics_listen,
        previous_assets: None,
        log,
        log_json,
        mail,
        workers,
        readers,
        demo: false,
    })
}

/// Beside the data folder, so that a copy of the folder alone opens nothing; a demo keeps it inside.
fn default_root_key(data: &Path) -> PathBuf {
    let inside = data.join("root.key");
    if inside.is_file() { inside } else { data.with_file_name("yaninda-root.key") }
}

struct MailKeys {
    host: Option<String>,
    port: Option<u16>,
    tls: Option<String>,
    user: Option<String>,
    password: Option<Sensitive<String>>,
    from: Option<String>,
}

fn mail(keys: MailKeys) -> Result<Option<MailServer>, ConfigError> {
    let Some(host) = keys.host else {
        let set = [
            ("smtp_port", keys.port.is_some()),
            ("smtp_tls", keys.tls.is_some()),
            ("smtp_user", keys.user.is_some()),
            ("smtp_password", keys.password.is_some()),
            ("smtp_from", keys.from.is_some()),
        ];
        return match set.into_iter().find(|(_, set)| *set) {
            None => Ok(None),
            Some((key, _)) => Err(ConfigError::new("smtp_host", format!("is missing although {key} is set"))),
        };
    };
    let tls = match keys.tls.as_deref() {
        None | Some("starttls") => MailTls::StartTls,
        Some("tls") => MailTls::Tls,
        Some("none") if matches!(host.as_str(), "localhost" | "127.0.0.1" | "::1") => MailTls::None,
        Some("none") => {
            return Err(ConfigError::new("smtp_tls", "may be none only for a mail server on this computer"));
        }
        Some(_) => return Err(ConfigError::new("smtp_tls", "must be starttls, tls or none")),
    };
    let login = match (keys.user, keys.password) {
        (None, None) => None,
        (Some(user), Some(password)) => Some((user, password)),
        (Some(_), None) => return Err(ConfigError::new("smtp_password", "is missing although smtp_user is set")),
        (None, Some(_)) => return Err(ConfigError::new("smtp_user", "is missing although smtp_password is set")),
    };
    let from = keys
        .from
        .map(|from| EmailAddress::parse(&from).map_err(|_| ConfigError::new("smtp_from", "must be an e-mail address")))
        .transpose()?;
    let port = keys.port.unwrap_or(match tls {
        MailTls::Tls => 465,
        MailTls::StartTls => 587,
        MailTls::None => 25,
    });
    Ok(Some(MailServer { host, port, tls, login, from }))
}

fn address(key: &str, text: &str) -> Result<std::net::SocketAddr, ConfigError> {
    text.parse()
        .map_err(|_| ConfigError::new(key, format!("`{text}` must be address:port, for instance 127.0.0.1:8080")))
}

/// A database on another host must be reached by verified TLS.
fn parse_url(url: &str) -> Result<Target, ConfigError> {
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
    use crate::config::EXAMPLE;

    #[test]
    fn a_remote_database_without_verified_tls_is_refused() {
        for bad in [
            "postgres://u:p@db.example/yaninda",
            "postgres://db.example/yaninda?sslmode=require",
            "postgres://localhost,db.example/y",
            "postgres://localhost/y?hostaddr=10.0.0.1",
            "mysql://localhost/y",
        ] {
            assert!(parse_url(bad).is_err(), "{bad}");
        }
        for good in [
            "postgres://u:p@localhost:5433/y",
            "postgres://127.0.0.1/y",
            "postgres://[::1]:5432/y",
            "postgres:///y?host=/run/postgresql",
            "postgres://db.example/y?sslmode=verify-full&sslrootcert=system",
        ] {
            assert!(parse_url(good).is_ok(), "{good}");
        }
    }

    fn with(variables: &[(&str, &str)], toml: &str) -> Result<Settings, ConfigError> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("yaninda.toml");
        std::fs::write(&file, toml).expect("a file");
        let variables = variables.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        load_with(&Flags { file: Some(file), ..Flags::default() }, variables)
    }

    #[test]
    fn a_wrong_setting_names_its_key_and_never_shows_a_secret() {
        for (toml, key) in [
            ("lisen = \"127.0.0.1:1\"", "lisen"),
            ("listen = \"nowhere\"", "listen"),
            ("workers = \"many\"", "workers"),
            ("workers = 0", "workers"),
            ("root_key = \"secretsecret\"\nroot_key_file = \"k\"", "root_key"),
            ("tls_cert = \"c\"", "tls_key"),
            ("metrics_listen = \"0.0.0.0:1\"", "metrics_listen"),
            ("origin = \"cases.example\"", "origin"),
            ("trusted_proxies = \"10.0.0.0/8\"", "trusted_proxies"),
            ("log_format = \"xml\"", "log_format"),
            ("smtp_user = \"u\"", "smtp_host"),
            ("smtp_host = \"m\"\nsmtp_tls = \"none\"", "smtp_tls"),
            ("smtp_host = \"m\"\nsmtp_port = 70000", "smtp_port"),
            ("database_url = \"mysql://secretsecret@h/y\"", "database_url"),
            ("root_key = secretsecret", "--config"),
        ] {
            let error = with(&[], toml).expect_err(toml);
            assert_eq!(error.key, key, "{error}");
            assert!(!error.to_string().contains("secretsecret"), "{error}");
        }
        assert_eq!(with(&[("trusted_proxy", "x")], "").expect_err("unknown").key, "trusted_proxy");
        assert_eq!(with(&[("readers", "x")], "").expect_err("no number").key, "readers");
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let settings = with(&[("workers", "3"), ("listen", "127.0.0.1:9")], "workers = 1\nreaders = 2").expect("valid");
        assert_eq!((settings.workers, settings.readers, settings.listen.as_str()), (3, 2, "127.0.0.1:9"));
    }

    #[test]
    fn the_example_documents_every_setting_and_is_valid_once_uncommented() {
        let keys: Vec<&str> =
            EXAMPLE.lines().filter_map(|line| line.strip_prefix("# ")?.split_once(" = ")).map(|(key, _)| key).collect();
        let unknown = with(&[("no_such_key", "1")], "").expect_err("unknown");
        assert_eq!(unknown.key, "no_such_key");
        let error = Config::builder()
            .add_source(File::from_str("no_such_key = 1", FileFormat::Toml))
            .build()
            .and_then(Config::try_deserialize::<Raw>)
            .expect_err("unknown")
            .to_string();
        let known: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
        assert!(known.len() > 15, "{error}");
        for key in &known {
            assert!(keys.contains(key), "{key} is not documented");
        }
        for key in &keys {
            assert!(known.contains(key), "{key} is no setting");
        }
        let alone = ["root_key", "root_key_command"];
        let toml: String = EXAMPLE
            .lines()
            .filter_map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")))
            .filter(|line| !alone.contains(&line.split(' ').next().unwrap_or_default()))
            .fold(String::new(), |all, line| all + line + "\n");
        with(&[], &toml).expect("the example is valid");
    }
}
