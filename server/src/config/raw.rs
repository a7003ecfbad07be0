//! The keys as they are written, before anything is decided.

use std::path::PathBuf;

use serde::Deserialize;
use yaninda_shared::sensitive::Sensitive;

use super::Flags;

/// The keys of file and environment; `yaninda.example.toml` documents each, and a test holds it to that.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Raw {
    pub(super) data: Option<PathBuf>,
    pub(super) database_url: Option<Sensitive<String>>,
    pub(super) root_key: Option<Sensitive<String>>,
    pub(super) root_key_file: Option<PathBuf>,
    pub(super) root_key_command: Option<String>,
    pub(super) backup_recipients: Option<String>,
    pub(super) listen: Option<String>,
    pub(super) origin: Option<String>,
    pub(super) tls_cert: Option<PathBuf>,
    pub(super) tls_key: Option<PathBuf>,
    pub(super) survivor_origin: Option<String>,
    pub(super) survivor_listen: Option<String>,
    pub(super) survivor_tls_cert: Option<PathBuf>,
    pub(super) survivor_tls_key: Option<PathBuf>,
    pub(super) trusted_proxies: Option<String>,
    pub(super) metrics_listen: Option<String>,
    pub(super) log: Option<String>,
    pub(super) log_format: Option<String>,
    pub(super) smtp_host: Option<String>,
    pub(super) smtp_port: Option<u16>,
    pub(super) smtp_tls: Option<String>,
    pub(super) smtp_user: Option<String>,
    pub(super) smtp_password: Option<Sensitive<String>>,
    pub(super) smtp_from: Option<String>,
    pub(super) smtp_ca_file: Option<PathBuf>,
    pub(super) mail_domain: Option<String>,
    pub(super) dkim_selector: Option<String>,
    pub(super) dkim_key_file: Option<PathBuf>,
    pub(super) time_zone: Option<String>,
    pub(super) report_threshold: Option<u32>,
    pub(super) workers: Option<usize>,
    pub(super) readers: Option<u32>,
}

impl Raw {
    /// What was said on the command line wins.
    pub(super) fn overridden(mut self, flags: &Flags) -> Self {
        if flags.root_key_file.is_some() {
            self.root_key_file.clone_from(&flags.root_key_file);
            (self.root_key, self.root_key_command) = (None, None);
        }
        self.data = flags.data.clone().or(self.data);
        self.database_url = flags.database_url.clone().map(Sensitive::new).or(self.database_url);
        self.tls_cert = flags.tls_cert.clone().or(self.tls_cert);
        self.tls_key = flags.tls_key.clone().or(self.tls_key);
        self.listen = flags.listen.clone().or(self.listen);
        self
    }
}
