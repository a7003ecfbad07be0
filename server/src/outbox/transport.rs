//! What carries a mail away, and what can go wrong on the way.

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use lettre::Message;
use yaninda_shared::mail::MailPause;
use zeroize::Zeroizing;

use super::{folder, smtp::Smtp};
use crate::{
    config::{ConfigError, Dkim, Settings},
    mail::{DkimKey, MailDomain, sign},
};

/// A mail is on its way within this, or it is not: whoever speaks too slowly to us holds up nobody else.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a mail did not get away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Not now: a 4xx answer, or the connection was lost on the way.
    #[error("refused for now")]
    Transient,
    /// Never: a 5xx answer to the recipient or to the mail.
    #[error("refused for good")]
    Permanent,
    /// No encryption, or not with whom we meant.
    #[error("no encryption that can be trusted")]
    Tls,
    /// The server does not accept who we say we are.
    #[error("not let in")]
    Authentication,
    /// No server where one should be.
    #[error("not reached")]
    Unreachable,
    /// No answer in time, after the mail was begun.
    #[error("no answer in time")]
    Timeout,
}

impl Trouble {
    /// Whether it concerns every mail alike.
    #[must_use]
    pub const fn of_all(self) -> Option<MailPause> {
        match self {
            Self::Transient | Self::Permanent | Self::Timeout => None,
            Self::Tls => Some(MailPause::Tls),
            Self::Authentication => Some(MailPause::Authentication),
            Self::Unreachable => Some(MailPause::Unreachable),
        }
    }
}

/// What carries mail away.
#[derive(Debug)]
pub enum Carrier {
    /// A mail server, and the key that mails to it are signed with.
    Smtp(Box<Smtp>, Option<Box<DkimKey>>),
    /// A folder of files: the demo's mailbox.
    Folder(PathBuf),
    /// Nothing: there is no mail server, or nothing neutral to write from.
    Nothing,
}

impl Carrier {
    /// By these settings. A demo without a mail server fills a folder.
    pub fn open(settings: &Settings) -> Result<Self, ConfigError> {
        Ok(match (settings.neutral(), &settings.mail) {
            (Ok(neutral), Some(server)) => {
                let key =
                    settings.dkim.as_ref().map(|dkim| signing_key(dkim, &neutral.domain)).transpose()?.map(Box::new);
                Self::Smtp(Box::new(Smtp::open(server, Some(&neutral.domain))?), key)
            }
            (Ok(_), None) if settings.demo => Self::Folder(folder::of(settings)),
            (Ok(_), None) | (Err(_), _) => Self::Nothing,
        })
    }

    /// Carries a mail away. `name` is the same whenever this mail is made again.
    pub async fn carry(self: &Arc<Self>, mut message: Message, name: String) -> Result<(), Trouble> {
        let (carrier, until) = (Arc::clone(self), Instant::now() + PATIENCE);
        patiently(Trouble::Timeout, move || match carrier.as_ref() {
            Self::Smtp(smtp, key) => {
                if let Some(key) = key {
                    sign(&mut message, key);
                }
                smtp.deliver(message.envelope(), &message.formatted(), until)
            }
            Self::Folder(folder) => folder::put(folder, &name, &message.formatted()),
            Self::Nothing => Err(Trouble::Unreachable),
        })
        .await
    }

    /// Whether mail could be carried away, without any.
    pub(super) async fn probe(self: &Arc<Self>) -> Result<(), Trouble> {
        let carrier = Arc::clone(self);
        patiently(Trouble::Unreachable, move || match carrier.as_ref() {
            Self::Smtp(smtp, _) => smtp.probe(),
            Self::Folder(folder) => folder::make(folder),
            Self::Nothing => Err(Trouble::Unreachable),
        })
        .await
    }
}

fn signing_key(dkim: &Dkim, domain: &MailDomain) -> Result<DkimKey, ConfigError> {
    let wrong = |why: String| ConfigError::new("dkim_key_file", format!("{}: {why}", dkim.key_file.display()));
    let pem = std::fs::read_to_string(&dkim.key_file).map(Zeroizing::new).map_err(|error| wrong(error.to_string()))?;
    DkimKey::parse(&pem, &dkim.selector, domain).map_err(|error| wrong(error.to_string()))
}

/// Runs what may block, for so long and no longer. What is given up ends at its next step, or by its own time-out.
async fn patiently(late: Trouble, work: impl FnOnce() -> Result<(), Trouble> + Send + 'static) -> Result<(), Trouble> {
    match tokio::time::timeout(PATIENCE, actix_web::web::block(work)).await {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => Err(Trouble::Transient),
        Err(_) => Err(late),
    }
}
