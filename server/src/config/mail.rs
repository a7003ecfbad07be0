//! The mail server, if there is one, and what mails to survivors come from.

use yaninda_shared::values::EmailAddress;

use super::{ConfigError, Dkim, MailServer, MailTls, raw::Raw};
use crate::mail::MailDomain;

/// The domain that mails come from.
pub(super) fn domain(text: &str) -> Result<MailDomain, ConfigError> {
    MailDomain::parse(text).map_err(|_| {
        ConfigError::new("mail_domain", format!("`{text}` must be a domain, for instance randevu.example"))
    })
}

/// The mail server of the `smtp_…` keys; nothing if none of them is set.
pub(super) fn parse(raw: &mut Raw, domain: Option<&MailDomain>) -> Result<Option<MailServer>, ConfigError> {
    let Some(host) = raw.smtp_host.take() else {
        let set = [
            ("smtp_port", raw.smtp_port.is_some()),
            ("smtp_tls", raw.smtp_tls.is_some()),
            ("smtp_user", raw.smtp_user.is_some()),
            ("smtp_password", raw.smtp_password.is_some()),
            ("smtp_from", raw.smtp_from.is_some()),
            ("smtp_ca_file", raw.smtp_ca_file.is_some()),
        ];
        return match set.into_iter().find(|(_, set)| *set) {
            None => Ok(None),
            Some((key, _)) => Err(ConfigError::new("smtp_host", format!("is missing although {key} is set"))),
        };
    };
    let tls = match raw.smtp_tls.as_deref() {
        None | Some("starttls") => MailTls::StartTls,
        Some("tls") => MailTls::Tls,
        Some("none") if matches!(host.as_str(), "localhost" | "127.0.0.1" | "::1") => MailTls::None,
        Some("none") => {
            return Err(ConfigError::new("smtp_tls", "may be none only for a mail server on this computer"));
        }
        Some(_) => return Err(ConfigError::new("smtp_tls", "must be starttls, tls or none")),
    };
    let login = match (raw.smtp_user.take(), raw.smtp_password.take()) {
        (None, None) => None,
        (Some(user), Some(password)) => Some((user, password)),
        (Some(_), None) => return Err(ConfigError::new("smtp_password", "is missing although smtp_user is set")),
        (None, Some(_)) => return Err(ConfigError::new("smtp_user", "is missing although smtp_password is set")),
    };
    let from = raw.smtp_from.take().map(|from| sender(&from, domain)).transpose()?;
    let port = raw.smtp_port.unwrap_or(match tls {
        MailTls::Tls => 465,
        MailTls::StartTls => 587,
        MailTls::None => 25,
    });
    Ok(Some(MailServer { host, port, tls, login, ca_file: raw.smtp_ca_file.take(), from }))
}

/// An address of the mail domain: any other would name somebody.
fn sender(text: &str, domain: Option<&MailDomain>) -> Result<EmailAddress, ConfigError> {
    let wrong = |why: String| ConfigError::new("smtp_from", why);
    let from = EmailAddress::parse(text).map_err(|_| wrong("must be an e-mail address".to_owned()))?;
    match domain {
        Some(domain) if !domain.has(&from) => Err(wrong(format!("must be an address of {}", domain.as_str()))),
        _ => Ok(from),
    }
}

/// What mails are signed with; nothing if neither key is set.
pub(super) fn dkim(raw: &mut Raw, domain: Option<&MailDomain>) -> Result<Option<Dkim>, ConfigError> {
    let missing = |key: &str, set: &str| Err(ConfigError::new(key, format!("is missing although {set} is set")));
    match (raw.dkim_selector.take(), raw.dkim_key_file.take()) {
        (None, None) => Ok(None),
        (Some(_), None) => missing("dkim_key_file", "dkim_selector"),
        (None, Some(_)) => missing("dkim_selector", "dkim_key_file"),
        (Some(_), Some(_)) if domain.is_none() => missing("mail_domain", "dkim_selector"),
        (Some(selector), Some(key_file)) => {
            let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
            if selector.is_empty() || !selector.chars().all(fits) {
                return Err(ConfigError::new("dkim_selector", "must be a name of the DNS, for instance mail2026"));
            }
            Ok(Some(Dkim { selector, key_file }))
        }
    }
}
