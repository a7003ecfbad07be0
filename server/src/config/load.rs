//! Loading settings: defaults, then the TOML file, then `YANINDA_…` variables, then flags.

use std::{collections::HashMap, path::PathBuf};

use config::{Config, Environment, File, FileFormat};

use super::{ConfigError, Settings, error::Problems, raw::Raw, settle::settle};

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
const NOT_OURS: &[&str] = &["app_dist", "bin", "chromium", "rustup_timeout"];

/// The variables that name a key, by key. A name under our prefix that is no key is left in, so that it is refused.
fn variables() -> HashMap<String, String> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .filter_map(|(name, value)| Some((name.strip_prefix("YANINDA_")?.to_lowercase(), value)))
        .filter(|(key, _)| !NOT_OURS.contains(&key.as_str()) && !key.starts_with("test_") && !key.starts_with("bench_"))
        .collect()
}

/// Loads the settings; the first problem ends it.
pub fn load(flags: &Flags) -> Result<Settings, ConfigError> {
    let (settings, problems) = inspect(flags);
    problems.into_iter().next().map_or(Ok(settings), Err)
}

/// Loads the settings as far as they can be understood, and everything that is wrong with them. Where a value is wrong
/// its default stands in for it.
pub fn inspect(flags: &Flags) -> (Settings, Vec<ConfigError>) {
    inspect_with(flags, variables())
}

fn inspect_with(flags: &Flags, variables: HashMap<String, String>) -> (Settings, Vec<ConfigError>) {
    let mut problems = Problems::default();
    let raw = problems.keep(sources(flags, variables)).map(|all| understood(all, &mut problems)).unwrap_or_default();
    let settings = settle(raw.overridden(flags), flags.port, &mut problems);
    (settings, problems.0)
}

/// File and environment in one.
fn sources(flags: &Flags, variables: HashMap<String, String>) -> Result<Config, ConfigError> {
    let mut builder = Config::builder();
    if let Some(file) = &flags.file {
        let text = std::fs::read_to_string(file)
            .map_err(|error| ConfigError::new("--config", format!("{} cannot be read: {error}", file.display())))?;
        builder = builder.add_source(File::from_str(&text, FileFormat::Toml));
    }
    builder.add_source(Environment::default().source(Some(variables))).build().map_err(|error| explain(&error))
}

/// The keys and values that are of the right kind; the others are noted, one after the other, and left out.
fn understood(mut all: Config, problems: &mut Problems) -> Raw {
    loop {
        let problem = match all.clone().try_deserialize() {
            Ok(raw) => return raw,
            Err(error) => explain(&error),
        };
        let mut table = all.cache.clone().into_table().unwrap_or_default();
        let removed = table.remove(&problem.key);
        problems.0.push(problem);
        if removed.is_none() {
            return Raw::default();
        }
        all.cache = table.into();
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::EXAMPLE;

    fn with(variables: &[(&str, &str)], toml: &str) -> Result<Settings, ConfigError> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("yaninda.toml");
        std::fs::write(&file, toml).expect("a file");
        let variables = variables.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let (settings, problems) = inspect_with(&Flags { file: Some(file), ..Flags::default() }, variables);
        problems.into_iter().next().map_or(Ok(settings), Err)
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
            ("origin = \"https://\"", "origin"),
            ("origin = \"https://cases.example/app\"", "origin"),
            ("listen = \"0.0.0.0:8080\"", "listen"),
            ("survivor_tls_key = \"k\"", "survivor_tls_cert"),
            ("survivor_listen = \"nowhere\"", "survivor_listen"),
            ("survivor_origin = \"http://randevu.example\"", "survivor_origin"),
            ("trusted_proxies = \"10.0.0.0/8\"", "trusted_proxies"),
            ("log_format = \"xml\"", "log_format"),
            ("backup_recipients = \"AGE-SECRET-KEY-1secretsecret\"", "backup_recipients"),
            ("time_zone = \"Istanbul\"", "time_zone"),
            ("smtp_user = \"u\"", "smtp_host"),
            ("smtp_host = \"m\"\nsmtp_tls = \"none\"", "smtp_tls"),
            ("smtp_host = \"m\"\nsmtp_port = 70000", "smtp_port"),
            ("mail_domain = \"randevu\"", "mail_domain"),
            ("mail_domain = \"randevu.example\\r\\nBcc: a\"", "mail_domain"),
            ("mail_domain = \"randevu.example\"\nsmtp_host = \"m\"\nsmtp_from = \"a@b.example\"", "smtp_from"),
            ("smtp_ca_file = \"c\"", "smtp_host"),
            ("dkim_selector = \"s\"", "dkim_key_file"),
            ("dkim_selector = \"s\"\ndkim_key_file = \"k\"", "mail_domain"),
            ("database_url = \"mysql://secretsecret@h/y\"", "database_url"),
            ("root_key = secretsecret", "--config"),
        ] {
            let error = with(&[], toml).expect_err(toml);
            assert_eq!(error.key, key, "{error}");
            assert!(!error.to_string().contains("secretsecret"), "{error}");
        }
        assert_eq!(with(&[("trusted_proxy", "x")], "").expect_err("unknown").key, "trusted_proxy");
        assert_eq!(with(&[("database", "sqlite")], "").expect_err("unknown").key, "database");
        assert_eq!(with(&[("readers", "x")], "").expect_err("no number").key, "readers");
    }

    #[test]
    fn another_computer_is_served_by_tls_or_through_a_known_proxy_only() {
        for toml in ["trusted_proxies = \"10.0.0.2\"", "tls_cert = \"c\"\ntls_key = \"k\""] {
            with(&[], &format!("listen = \"0.0.0.0:8080\"\n{toml}")).expect(toml);
        }
        with(&[], "listen = \"[::1]:8080\"").expect("this computer");
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
