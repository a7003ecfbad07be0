//! What stands around the words: from whom, to whom, when, under which id.

use std::fmt;

use yaninda_shared::values::{EmailAddress, NeutralPhrase, Stamp, ValueError};

/// What the headers of a mail say beside its words.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// An address of `domain`, never a worker's own.
    pub from: EmailAddress,
    /// The office's neutral name for it.
    pub sender: Option<NeutralPhrase>,
    pub to: EmailAddress,
    /// The office's neutral subject; day and time if there is none.
    pub subject: Option<NeutralPhrase>,
    /// The same whenever this mail is made again, so that mail programs fold a second copy.
    pub message_id: Token,
    /// When it leaves.
    pub date: Stamp,
    /// The survivors' own mail domain.
    pub domain: MailDomain,
}

/// An id that tells nothing: 16 to 64 letters, digits, `-` and `_`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Token(String);

impl Token {
    /// Takes an id. Errors: `TooShort`, `TooLong`, `BadCharacters`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        match text.len() {
            0..16 => return Err(ValueError::TooShort),
            65.. => return Err(ValueError::TooLong),
            16..=64 => {}
        }
        if text.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_')) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ValueError::BadCharacters)
        }
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<token>")
    }
}

/// The domain that mails to survivors come from; lower-cased, with a dot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailDomain(String);

impl MailDomain {
    /// Takes a domain as it may stand in an e-mail address. Errors: `TooLong`, `BadCharacters`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        // 64 characters are left for what stands before the `@`.
        if text.len() > 189 {
            return Err(ValueError::TooLong);
        }
        EmailAddress::parse(&format!("x@{text}")).map_err(|_| ValueError::BadCharacters)?;
        Ok(Self(text.trim().to_ascii_lowercase()))
    }

    /// The domain.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an address is one of this domain.
    #[must_use]
    pub fn has(&self, address: &EmailAddress) -> bool {
        address.as_str().rsplit_once('@').is_some_and(|(_, domain)| domain == self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_and_a_domain_hold_nothing_that_a_header_is_made_of() {
        for bad in
            ["short", "0123456789abcdef\r\nBcc:a", "0123456789abcdef@x", "0123456789abcdef>", "ığdır-ığdır-ığdır"]
        {
            assert!(Token::parse(bad).is_err(), "{bad:?}");
        }
        assert!(Token::parse(&"a".repeat(10_000)).is_err());
        for bad in
            ["localhost", "a@b.example", "mail .example", "mail.example\r\nBcc: a", "müller.example", "a.example>"]
        {
            assert!(MailDomain::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn an_address_belongs_to_its_own_domain_only() {
        let domain = MailDomain::parse("Mail.example").expect("a domain");
        let has = |text| domain.has(&EmailAddress::parse(text).expect("an address"));
        assert!(has("termin@mail.example"));
        assert!(!has("termin@example.org"));
        assert!(!has("termin@not-mail.example"));
        assert!(!has("termin@staff.mail.example"));
    }
}
