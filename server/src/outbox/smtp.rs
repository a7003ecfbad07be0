//! Speaking to the mail server: encrypted before anything is said, on connections that are kept for a few seconds.
//!
//! The answers of a mail server repeat addresses, so they are sorted here and go nowhere else, least of all into the log.

use std::{
    net::Ipv4Addr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use lettre::{
    address::Envelope,
    transport::smtp::{
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{Certificate, SmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
        response::Severity,
    },
};

use super::transport::Trouble;
use crate::{
    config::{ConfigError, MailServer, MailTls},
    mail::MailDomain,
};

type SmtpError = lettre::transport::smtp::Error;

/// A mail server answers within this.
const ANSWER: Duration = Duration::from_secs(10);
/// A connection that was not used for so long is not used again: servers hang up after about ten seconds.
const IDLE: Duration = Duration::from_secs(8);
/// Connections that are kept.
const KEPT: usize = 4;

/// A mail server and the connections to it.
pub struct Smtp {
    host: String,
    port: u16,
    tls: MailTls,
    parameters: Option<TlsParameters>,
    login: Option<Credentials>,
    hello: ClientId,
    idle: Mutex<Vec<(SmtpConnection, Instant)>>,
}

/// How far a mail came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Sender,
    Recipient,
    Content,
}

impl Smtp {
    /// Prepares to speak to this server; `domain` is what we say we are. Errors: a certificate authority that cannot be
    /// read.
    pub fn open(server: &MailServer, domain: Option<&MailDomain>) -> Result<Self, ConfigError> {
        let parameters = match server.tls {
            MailTls::None => None,
            MailTls::Tls | MailTls::StartTls => Some(parameters(server)?),
        };
        let login = server.login.as_ref();
        Ok(Self {
            host: server.host.clone(),
            port: server.port,
            tls: server.tls,
            parameters,
            login: login.map(|(user, password)| Credentials::new(user.clone(), password.expose().clone())),
            hello: domain
                .map_or(ClientId::Ipv4(Ipv4Addr::LOCALHOST), |domain| ClientId::Domain(domain.as_str().to_owned())),
            idle: Mutex::default(),
        })
    }

    /// Hands over one mail. Blocks. After `until` nothing more is said: whoever waited for it has given it up, and what was
    /// right when it was made may not be any more.
    pub(super) fn deliver(&self, envelope: &Envelope, content: &[u8], until: Instant) -> Result<(), Trouble> {
        in_time(until)?;
        if let Some(mut kept) = self.take() {
            match say(&mut kept, envelope, content, until) {
                // The server had hung up meanwhile: nothing was said yet.
                Err((Stage::Sender, Trouble::Transient)) => {}
                done => return self.keep(kept, done.map_err(|(_, trouble)| trouble)),
            }
        }
        let mut fresh = self.connect()?;
        let done = say(&mut fresh, envelope, content, until).map_err(|(_, trouble)| trouble);
        self.keep(fresh, done)
    }

    /// Whether the server lets us in. Blocks.
    pub fn probe(&self) -> Result<(), Trouble> {
        let fresh = self.connect()?;
        self.keep(fresh, Ok(()))
    }

    fn connect(&self) -> Result<SmtpConnection, Trouble> {
        let implicit = self.parameters.as_ref().filter(|_| self.tls == MailTls::Tls);
        let server = (self.host.as_str(), self.port);
        let mut conn = SmtpConnection::connect(server, Some(ANSWER), &self.hello, implicit, None)
            .map_err(|error| unmet(&error))?;
        if self.tls == MailTls::StartTls {
            let Some(parameters) = &self.parameters else { return Err(Trouble::Tls) };
            // Never opportunistic: who takes the offer away from the answer gets nothing to read.
            if !conn.can_starttls() {
                return Err(Trouble::Tls);
            }
            conn.starttls(parameters, &self.hello).map_err(|error| match unmet(&error) {
                Trouble::Unreachable if !is_late(&error) => Trouble::Tls,
                trouble => trouble,
            })?;
        }
        if let Some(login) = &self.login {
            conn.auth(DEFAULT_MECHANISMS, login).map_err(|error| match error.status() {
                None if !error.is_client() => Trouble::Unreachable,
                _ => Trouble::Authentication,
            })?;
        }
        Ok(conn)
    }

    fn take(&self) -> Option<SmtpConnection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|(_, since)| since.elapsed() < IDLE);
        idle.pop().map(|(conn, _)| conn)
    }

    /// Keeps a connection on which the next mail can begin.
    fn keep(&self, conn: SmtpConnection, done: Result<(), Trouble>) -> Result<(), Trouble> {
        if done.is_ok() {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            if idle.len() < KEPT {
                idle.push((conn, Instant::now()));
            }
        }
        done
    }
}

fn in_time(until: Instant) -> Result<(), Trouble> {
    if Instant::now() < until { Ok(()) } else { Err(Trouble::Timeout) }
}

/// Says one mail on a connection.
fn say(conn: &mut SmtpConnection, envelope: &Envelope, content: &[u8], until: Instant) -> Result<(), (Stage, Trouble)> {
    let eight = !content.is_ascii() && conn.server_info().supports_feature(Extension::EightBitMime);
    let parameters = if eight { vec![MailParameter::Body(MailBodyParameter::EightBitMime)] } else { Vec::new() };
    let at = |stage: Stage| move |error: SmtpError| (stage, refused(stage, &error));
    let still = |stage: Stage| in_time(until).map_err(|late| (stage, late));
    still(Stage::Sender)?;
    conn.command(Mail::new(envelope.from().cloned(), parameters)).map_err(at(Stage::Sender))?;
    for to in envelope.to() {
        still(Stage::Recipient)?;
        conn.command(Rcpt::new(to.clone(), Vec::new())).map_err(at(Stage::Recipient))?;
    }
    still(Stage::Content)?;
    conn.command(Data).map_err(at(Stage::Content))?;
    still(Stage::Content)?;
    conn.message(content).map_err(at(Stage::Content))?;
    Ok(())
}

/// What the end of a mail means.
fn refused(stage: Stage, error: &SmtpError) -> Trouble {
    let Some(code) = error.status() else {
        return if is_late(error) { Trouble::Timeout } else { Trouble::Transient };
    };
    match (code.severity, u16::from(code), stage) {
        // It wants another login first.
        (_, 530 | 535 | 538, _) => Trouble::Authentication,
        // It does not take mail from us, whoever it is for.
        (Severity::PermanentNegativeCompletion, _, Stage::Sender) => Trouble::Authentication,
        (Severity::PermanentNegativeCompletion, _, _) => Trouble::Permanent,
        _ => Trouble::Transient,
    }
}

/// What it means that no conversation began.
fn unmet(error: &SmtpError) -> Trouble {
    if error.is_tls() || is_distrust(error) { Trouble::Tls } else { Trouble::Unreachable }
}

/// The causes of an error.
fn causes(error: &SmtpError) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(std::error::Error::source(error), |cause| cause.source())
}

fn is_late(error: &SmtpError) -> bool {
    use std::io::ErrorKind::{TimedOut, WouldBlock};
    // A socket's own time-out is told as WouldBlock on Unix.
    causes(error)
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|io| matches!(io.kind(), TimedOut | WouldBlock))
}

/// The handshake runs with the first bytes, so that what was wrong with it comes as an error of reading.
fn is_distrust(error: &SmtpError) -> bool {
    causes(error).any(|cause| {
        let inner = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        cause.is::<rustls::Error>() || inner.is_some_and(|inner| inner.is::<rustls::Error>())
    })
}

/// The system's certificate authorities, and the operator's own.
fn parameters(server: &MailServer) -> Result<TlsParameters, ConfigError> {
    let mut builder = TlsParameters::builder(server.host.clone());
    if let Some(path) = &server.ca_file {
        let wrong = |why: String| ConfigError::new("smtp_ca_file", format!("{}: {why}", path.display()));
        let pem = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
        let certificate = Certificate::from_pem(&pem).map_err(|_| wrong("holds no certificate (PEM)".to_owned()))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().map_err(|error| ConfigError::new("smtp_tls", format!("cannot be prepared: {error}")))
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{})", self.host, self.port)
    }
}
