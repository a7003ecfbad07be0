//! A mail server for a test: `tests/mail/peer.py`, which is aiosmtpd.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde::Deserialize;
use tempfile::TempDir;
use yaninda::config::{MailServer, MailTls, Settings};
use yaninda_shared::sensitive::Sensitive;

/// A running mail server; it ends with the test.
pub struct Peer {
    child: Child,
    folder: TempDir,
    pub port: u16,
}

/// A mail that it took.
#[derive(Clone, Debug, Deserialize)]
pub struct Taken {
    pub to: String,
    pub from: String,
    /// Every `Message-ID` header.
    pub id: Vec<String>,
    pub helo: String,
    pub tls: bool,
    pub user: String,
    pub mail: String,
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

impl Peer {
    /// Starts one with these options, and waits until it listens.
    pub fn start(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let python = root().join(".tools/peer/bin/python");
        assert!(python.is_file(), "{} is missing: `./dev setup --tests` installs it", python.display());
        let child = Command::new(python)
            .arg(root().join("tests/mail/peer.py"))
            .arg("--folder")
            .arg(folder.path())
            .args(options)
            .stdin(Stdio::piped())
            .spawn()
            .expect("the mail server starts");
        let mut peer = Self { child, folder, port: 0 };
        let began = Instant::now();
        while peer.port == 0 {
            assert!(began.elapsed() < Duration::from_secs(20), "the mail server does not listen");
            std::thread::sleep(Duration::from_millis(20));
            let told = std::fs::read_to_string(peer.folder.path().join("port")).unwrap_or_default();
            peer.port = told.parse().unwrap_or_default();
        }
        peer
    }

    /// The mails it took, in order.
    pub fn taken(&self) -> Vec<Taken> {
        let text = std::fs::read_to_string(self.folder.path().join("mails.jsonl")).unwrap_or_default();
        // The last line may be half written.
        let lines = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        lines.lines().map(|line| serde_json::from_str(line).expect("a line")).collect()
    }

    /// How often it has hung up after a mail (`--behave hangup`).
    pub fn hung_up(&self) -> usize {
        std::fs::read_to_string(self.folder.path().join("hangups")).unwrap_or_default().lines().count()
    }

    /// Lines of a configuration of neutral names whose mails go there, unencrypted.
    #[must_use]
    pub fn configuration(&self) -> String {
        format!(
            "origin = \"https://cases.org.example\"\nsurvivor_origin = \"https://randevu.example\"\n\
             mail_domain = \"randevu.example\"\nsmtp_host = \"127.0.0.1\"\nsmtp_tls = \"none\"\nsmtp_port = {}\n",
            self.port
        )
    }

    /// The authority to trust.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// As settings name it: spoken to like this, with this login.
    pub fn server(&self, tls: MailTls, login: Option<(&str, &str)>) -> MailServer {
        MailServer {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            tls,
            login: login.map(|(user, password)| (user.to_owned(), Sensitive::new(password.to_owned()))),
            ca_file: (tls != MailTls::None).then(|| self.authority()),
            from: None,
        }
    }

    /// Settings that send to it without encryption.
    pub fn plain(&self) -> impl FnOnce(&mut Settings) + use<> {
        let server = self.server(MailTls::None, None);
        |settings| settings.mail = Some(server)
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
