//! Whether mail to survivors can be sent: names that tell nothing, and a mail server that lets us in. Nothing is sent.

use super::report::Report;
use crate::{
    config::{MailServer, MailTls, NotNeutral, Settings},
    outbox::{Carrier, Smtp, Trouble},
};

const WHAT: &str = "mail";

pub(super) fn check(report: &mut Report, settings: &Settings) {
    let neutral = settings.neutral();
    match (&neutral, &settings.mail) {
        (_, None) if settings.demo => {
            return report.ok(WHAT, "a demo keeps its mails in a folder, shown at /dev/mailbox");
        }
        (Err(NotNeutral::NoOrigin), None) if settings.mail_domain.is_none() => {
            return report
                .ok(WHAT, "not set up: no mail is sent to survivors (survivor_origin, mail_domain, smtp_host)");
        }
        (Ok(neutral), _) => {
            report.ok(WHAT, format_args!("comes from {}, links lead to {}", neutral.from.as_str(), neutral.origin));
            akin(report, settings, &neutral.origin);
        }
        (Err(why), _) => report.fail(WHAT, format_args!("nothing is sent: {why}")),
    }
    if let Err(error) = Carrier::open(settings) {
        report.fail(WHAT, format_args!("`{}`: {}", error.key, error.why));
    }
    match &settings.mail {
        Some(server) => reach(report, settings, server),
        None => report.fail(WHAT, "nothing is sent: smtp_host is not set"),
    }
}

fn reach(report: &mut Report, settings: &Settings, server: &MailServer) {
    let shown = format!("{}:{}", server.host, server.port);
    // What is wrong with its files was told above.
    let Ok(smtp) = Smtp::open(server, settings.mail_domain.as_ref()) else { return };
    let why = match smtp.probe() {
        Ok(()) if server.tls == MailTls::None => {
            return report.ok(WHAT, format_args!("{shown} lets us in, on this computer and so without encryption"));
        }
        Ok(()) => return report.ok(WHAT, format_args!("{shown} lets us in, encrypted")),
        Err(trouble) => what_to_check(trouble),
    };
    report.fail(WHAT, format_args!("{shown} {why}"));
}

/// What a mail server did, and what to look at.
pub(in crate::cli) const fn what_to_check(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Tls => {
            "offers no encryption, or not with a certificate of that name from an authority that is known here; check \
             smtp_host, smtp_tls and smtp_ca_file"
        }
        Trouble::Authentication => "does not let us in; check smtp_user and smtp_password",
        Trouble::Unreachable | Trouble::Timeout => {
            "cannot be reached, or does not answer as a mail server; check smtp_host and smtp_port"
        }
        Trouble::Transient => "does not take the mail now; try again later, and look into its log",
        Trouble::Permanent => {
            "refuses the mail; check the address it goes to, smtp_from, and what the server may send for"
        }
    }
}

/// Names below one parent are easily found from each other. Whether the parent is one's own or a registry's (`org.tr`) is
/// for the operator to know.
fn akin(report: &mut Report, settings: &Settings, origin: &str) {
    let parent = |text: &str| -> Option<String> {
        let host = text.rsplit("//").next()?.split([':', '/']).next()?;
        let mut labels: Vec<&str> = host.rsplit('.').take(3).collect();
        let registry = labels.get(1).is_some_and(|second| second.len() <= 3);
        labels.truncate(if registry { 3 } else { 2 });
        (labels.len() > 1 && host.parse::<std::net::IpAddr>().is_err()).then(|| labels.join("."))
    };
    let staff = parent(&settings.origin);
    let domain = settings.mail_domain.as_ref().map(|domain| domain.as_str().to_owned());
    let names = [("survivor_origin", Some(origin.to_owned())), ("mail_domain", domain)];
    for (key, name) in names {
        if staff.is_some() && name.as_deref().and_then(parent) == staff {
            let why = "and origin seem to belong to one owner: who reads a mail may find the app by it";
            report.warn(WHAT, format_args!("{key} {why}"));
        }
    }
}
