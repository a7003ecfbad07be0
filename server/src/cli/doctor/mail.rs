//! Whether the mail server lets us in. Nothing is sent.

use std::{error::Error, time::Duration};

use lettre::{SmtpTransport, transport::smtp::authentication::Credentials};

use super::report::Report;
use crate::config::{MailServer, MailTls, Settings};

const WHAT: &str = "mail";
/// A mail server answers within this, or it is not there.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) fn check(report: &mut Report, settings: &Settings) {
    let Some(server) = &settings.mail else {
        return report.ok(WHAT, "not set up (smtp_host); this version sends none");
    };
    let shown = format!("{}:{}", server.host, server.port);
    match transport(server).and_then(|transport| transport.test_connection()) {
        Ok(true) if server.from.is_none() => {
            report.warn(WHAT, format_args!("{shown} lets us in, but smtp_from is not set"))
        }
        Ok(true) => report.ok(WHAT, format_args!("{shown} lets us in")),
        Ok(false) => report.fail(WHAT, format_args!("{shown} hung up; ask whoever runs it")),
        Err(error) => {
            let why = error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
            report.fail(WHAT, format_args!("{shown}: {why}; check smtp_host, smtp_port, smtp_tls and smtp_user"));
        }
    }
}

fn transport(server: &MailServer) -> Result<SmtpTransport, lettre::transport::smtp::Error> {
    let mut builder = match server.tls {
        MailTls::Tls => SmtpTransport::relay(&server.host)?,
        MailTls::StartTls => SmtpTransport::starttls_relay(&server.host)?,
        MailTls::None => SmtpTransport::builder_dangerous(&server.host),
    };
    if let Some((user, password)) = &server.login {
        builder = builder.credentials(Credentials::new(user.clone(), password.expose().clone()));
    }
    Ok(builder.port(server.port).timeout(Some(PATIENCE)).build())
}
