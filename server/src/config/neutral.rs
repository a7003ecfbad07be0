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
    #[error("{0} is the staff's own host, or one of its family: whoever reads a mail would find us")]
    Staff(&'static str),
    #[error("mail_domain allows no sender's address")]
    NoSender,
}

impl Settings {
    /// What survivors see. A demo, which sends to nobody, needs no names of its own.
    pub fn neutral(&self) -> Result<Neutral, NotNeutral> {
        if self.demo {
            let domain = self.mail_domain.clone().map_or_else(|| MailDomain::parse("mail.example"), Ok);
            let domain = domain.map_err(|_| NotNeutral::NoDomain)?;
            let origin = self.survivor_origin.clone().unwrap_or_else(|| self.origin.clone());
            return Ok(Neutral { origin, from: self.sender(&domain)?, domain });
        }
        let origin = self.survivor_origin.clone().ok_or(NotNeutral::NoOrigin)?;
        let domain = self.mail_domain.clone().ok_or(NotNeutral::NoDomain)?;
        let staff = of_origin(&self.origin).unwrap_or_default();
        if leads_to(of_origin(&origin).unwrap_or_default(), staff) {
            return Err(NotNeutral::Staff("survivor_origin"));
        }
        if leads_to(domain.as_str(), staff) {
            return Err(NotNeutral::Staff("mail_domain"));
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
