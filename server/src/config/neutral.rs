//! Where mails to survivors and their page come from: an origin and a domain that have nothing to do with the staff's.

use yaninda_shared::values::EmailAddress;

use super::{
    Settings,
    host::{leads_to, of_origin},
};
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

impl Settings {
    /// What survivors see. That the origin is not the staff's was held when it was read. A demo, which sends to nobody,
    /// needs no domain of its own.
    pub fn neutral(&self) -> Result<Neutral, NotNeutral> {
        let origin = self.survivor_origin.clone().ok_or(NotNeutral::NoOrigin)?;
        let invented = || self.demo.then(|| MailDomain::parse("randevu.example").ok()).flatten();
        let domain = self.mail_domain.clone().or_else(invented).ok_or(NotNeutral::NoDomain)?;
        if leads_to(domain.as_str(), of_origin(&self.origin).unwrap_or_default()) {
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
