//! The mail server, if there is one.

use yaninda_shared::values::EmailAddress;

use super::{ConfigError, MailServer, MailTls, raw::Raw};

/// The mail server of the `smtp_…` keys; nothing if none of them is set.
pub(super) fn parse(raw: &mut Raw) -> Result<Option<MailServer>, ConfigError> {
    let Some(host) = raw.smtp_host.take() else {
        let set = [
            ("smtp_port", raw.smtp_port.is_some()),
            ("smtp_tls", raw.smtp_tls.is_some()),
            ("smtp_user", raw.smtp_user.is_some()),
            ("smtp_password", raw.smtp_password.is_some()),
            ("smtp_from", raw.smtp_from.is_some()),
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
    let from = raw
        .smtp_from
        .take()
        .map(|from| EmailAddress::parse(&from).map_err(|_| ConfigError::new("smtp_from", "must be an e-mail address")))
        .transpose()?;
    let port = raw.smtp_port.unwrap_or(match tls {
        MailTls::Tls => 465,
        MailTls::StartTls => 587,
        MailTls::None => 25,
    });
    Ok(Some(MailServer { host, port, tls, login, from }))
}
