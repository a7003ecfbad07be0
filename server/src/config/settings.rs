//! What the operator decides.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{db::Target, mail::MailDomain};

/// Where the root key comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RootKeySource {
    /// A file that nobody else may read.
    File(PathBuf),
    /// 64 hexadecimal digits in `YANINDA_ROOT_KEY`.
    Value(yaninda_shared::sensitive::Sensitive<String>),
    /// A command that prints it, for instance one that asks a key management service.
    Command(String),
}

impl RootKeySource {
    /// The key of the configuration that says so.
    #[must_use]
    pub const fn setting(&self) -> &'static str {
        match self {
            Self::File(_) => "root_key_file",
            Self::Value(_) => "root_key",
            Self::Command(_) => "root_key_command",
        }
    }
}

/// Certificate and key for serving HTTPS without a proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    pub cert: PathBuf,
    pub key: PathBuf,
}

/// How the mail server is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailTls {
    /// TLS from the first byte.
    Tls,
    /// Upgraded before anything is said; never silently skipped.
    StartTls,
    /// None: only to this computer.
    None,
}

/// The server that delivers mail.
#[derive(Clone, Debug)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    pub tls: MailTls,
    /// User and password.
    pub login: Option<(String, yaninda_shared::sensitive::Sensitive<String>)>,
    /// A certificate authority of one's own (PEM), believed beside the system's.
    pub ca_file: Option<PathBuf>,
    /// The sender's address.
    pub from: Option<yaninda_shared::values::EmailAddress>,
}

/// What mails are signed with here; without it that is left to the mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dkim {
    /// Names the public key in the DNS: `<selector>._domainkey.<mail_domain>`.
    pub selector: String,
    /// The private key (PEM).
    pub key_file: PathBuf,
}

/// What cleans files that people attach: this program once more, as a process of its own.
#[derive(Clone, Debug)]
pub struct FileCleaner {
    pub program: PathBuf,
    /// How long a file may wait for the one before it, and then how long it may take.
    pub patience: Duration,
}

impl FileCleaner {
    /// The running program, also after another version took its place on the disk.
    pub(super) fn own() -> Self {
        let running = Path::new("/proc/self/exe");
        let program = if running.exists() { Ok(running.to_path_buf()) } else { std::env::current_exe() };
        Self { program: program.unwrap_or_else(|_| PathBuf::from("yaninda")), patience: Duration::from_secs(30) }
    }
}

/// Everything that can be set, with its defaults filled in.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Folder of the SQLite database; `data`.
    pub data: PathBuf,
    /// The database.
    pub target: Target,
    /// Where the root key comes from.
    pub root_key: RootKeySource,
    /// Whom backups are encrypted to; none by default.
    pub backup_recipients: Vec<age::x25519::Recipient>,
    /// Address to listen on; `127.0.0.1:8080`.
    pub listen: String,
    /// Address people open, for instance `https://cases.example.org`; also the issuer of access tokens.
    pub origin: String,
    /// HTTPS without a proxy.
    pub tls: Option<TlsFiles>,
    /// Neutral address of the survivors' pages, for instance `https://randevu.example`, never part of the staff's;
    /// without it there are no such pages. A demo has one by default.
    pub survivor_origin: Option<String>,
    /// Address that the survivors' pages listen on; `127.0.0.1` and the port after that of `listen`.
    pub survivor_listen: String,
    /// HTTPS for the survivors' pages without a proxy.
    pub survivor_tls: Option<TlsFiles>,
    /// Proxies whose `X-Forwarded-For` is believed; none by default.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Address of the Prometheus figures; none by default.
    pub metrics_listen: Option<String>,
    /// Where the previous release's hashed assets are kept; found at start, never configured.
    pub previous_assets: Option<PathBuf>,
    /// What cleans files; the program itself, never configured.
    pub file_cleaner: FileCleaner,
    /// Filter of log lines; `info`.
    pub log: String,
    /// Log lines as JSON instead of text.
    pub log_json: bool,
    /// The server for outgoing mail; none by default.
    pub mail: Option<MailServer>,
    /// The domain that mails to survivors come from; none by default.
    pub mail_domain: Option<MailDomain>,
    /// What mails are signed with here; none by default.
    pub dkim: Option<Dkim>,
    /// Where the programme's days begin and end; `Europe/Istanbul`.
    pub time_zone: chrono_tz::Tz,
    /// Figures below are not published; 11. What was published keeps the one it was decided with.
    pub threshold: yaninda_shared::disclosure::Threshold,
    /// Worker threads; the number of processors by default.
    pub workers: usize,
    /// Reading connections; 6 by default.
    pub readers: u32,
    /// Marked in the database, never configured: a demo answers on loopback only.
    pub demo: bool,
}

impl Settings {
    /// Takes up what a demo database asks for: it answers on loopback only, and has survivors' pages without being told.
    pub fn become_demo(&mut self) {
        self.demo = true;
        let scheme = if self.survivor_tls.is_some() { "https" } else { "http" };
        self.survivor_origin.get_or_insert_with(|| format!("{scheme}://{}", self.survivor_listen));
    }
}
