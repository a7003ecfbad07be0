//! Where mails to survivors and their page come from: an origin and a domain that have nothing to do with the staff's.

use yaninda_shared::values::EmailAddress;

use super::Settings;
use crate::mail::MailDomain;

/// What a survivor may see of us.
#[derive(Clone, Debug)]
pub struct Neutral {
    /// Where the survivor's page is, without a slash at the end.
    pub origin: String,
    /// Domain of sender, Message-ID, calendar UID and HELO.
    pub domain: MailDomain,
    /// The sender's address.
    pub from: EmailAddress,
}

/// Why nothing is sent to survivors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNeutral {
    #[error("survivor_origin is not set")]
    NoOrigin,
    #[error("mail_domain is not set")]
    NoDomain,
    #[error("mail_domain is of the family of origin's host: who reads a mail must not find the app")]
    StaffDomain,
    #[error("mail_domain allows no sender's address")]
    NoSender,
}

/// The host of an origin, without its port.
fn host(origin: &str) -> &str {
    let authority = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    }
}

/// The same name, or one inside the other.
fn kin(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_ascii_lowercase(), other.to_ascii_lowercase());
    let inside = |inner: &str, outer: &str| inner.strip_suffix(outer).is_some_and(|rest| rest.ends_with('.'));
    one == other || inside(&one, &other) || inside(&other, &one)
}

impl Settings {
    /// What survivors see. That the origin is not the staff's was held when it was read. A demo, which sends to nobody,
    /// needs no domain of its own.
    pub fn neutral(&self) -> Result<Neutral, NotNeutral> {
        let origin = self.survivor_origin.clone().ok_or(NotNeutral::NoOrigin)?;
        let invented = || self.demo.then(|| MailDomain::parse("randevu.example").ok()).flatten();
        let domain = self.mail_domain.clone().or_else(invented).ok_or(NotNeutral::NoDomain)?;
        if kin(domain.as_str(), host(&self.origin)) {
            return Err(NotNeutral::StaffDomain);
        }
        Ok(Neutral { origin, from: self.sender(&domain)?, domain })
    }

    fn sender(&self, domain: &MailDomain) -> Result<EmailAddress, NotNeutral> {
        let set = self.mail.as_ref().and_then(|server| server.from.clone()).filter(|from| domain.has(from));
        match set {
            Some(from) => Ok(from),
            None => EmailAddress::parse(&format!("info@{}", domain.as_str())).map_err(|_| NotNeutral::NoSender),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_from_one_to_the_other_are_kin() {
        for (one, other) in [
            ("cases.org.example", "CASES.org.example"),
            ("cases.org.example", "org.example"),
            ("org.example", "mail.org.example"),
        ] {
            assert!(kin(one, other), "{one} {other}");
        }
        for (one, other) in [("randevu.example", "cases.org.example"), ("org.example", "borg.example")] {
            assert!(!kin(one, other), "{one} {other}");
        }
    }

    #[test]
    fn a_host_is_read_without_scheme_and_port() {
        for (origin, wanted) in
            [("https://a.example", "a.example"), ("http://a.example:8080", "a.example"), ("http://[::1]:80", "::1")]
        {
            assert_eq!(host(origin), wanted);
        }
    }
}
