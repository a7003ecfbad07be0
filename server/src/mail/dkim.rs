//! Signing (DKIM, RFC 6376), for a programme whose mail server does not do it.

use std::fmt;

use data_encoding::BASE64;
use ed25519_dalek::{
    SigningKey,
    pkcs8::{ALGORITHM_OID, ObjectIdentifier, PrivateKeyInfo, SecretDocument, spki::der::pem::LineEnding},
};
use lettre::{
    Message,
    message::{
        dkim::{
            DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey,
            DkimSigningKeyError,
        },
        header::HeaderName,
    },
};
use thiserror::Error;
use zeroize::Zeroizing;

use super::MailDomain;

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// Fewest octets of an RSA key of 2048 bits as it is written down. Receivers distrust shorter ones, and too short a key
/// cannot sign at all.
const SHORTEST_RSA: usize = 1150;

/// Why a key is not taken. Says nothing of the key.
#[derive(Debug, Error)]
pub enum DkimError {
    #[error("is not a private key in PEM form")]
    Form,
    #[error("must be an RSA or an Ed25519 key")]
    Kind,
    #[error("must have 2048 bits or more")]
    Short,
    #[error("the selector must be letters, digits, hyphens and dots")]
    Selector,
    #[error("is damaged")]
    Key(#[from] DkimSigningKeyError),
}

/// A key, and under which name its public half is found.
pub struct DkimKey(DkimConfig);

impl DkimKey {
    /// Takes an RSA or Ed25519 key as `openssl genpkey` writes it, or an RSA key in its older form.
    pub fn parse(pem: &str, selector: &str, domain: &MailDomain) -> Result<Self, DkimError> {
        let fits = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'.');
        if !(1..=63).contains(&selector.len()) || !selector.bytes().all(fits) {
            return Err(DkimError::Selector);
        }
        let canonicalization = DkimCanonicalization {
            // Mail servers on the way fold headers anew.
            header: DkimCanonicalizationType::Relaxed,
            body: DkimCanonicalizationType::Relaxed,
        };
        let domain = domain.as_str().to_owned();
        Ok(Self(DkimConfig::new(selector.to_owned(), domain, key(pem)?, signed_headers(), canonicalization)))
    }
}

impl fmt::Debug for DkimKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<DKIM key>")
    }
}

/// Signs a mail that is complete. The signature's own time is the system's: lettre takes no other.
pub fn sign(message: &mut Message, key: &DkimKey) {
    message.sign(&key.0);
}

/// Also headers that a mail of level 1 does not have: nobody can add them on the way. Not `Content-Type`, which lettre
/// keeps with the parts and would sign as missing.
fn signed_headers() -> Vec<HeaderName> {
    [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "MIME-Version",
        "Auto-Submitted",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
    ]
    .map(HeaderName::new_from_ascii_str)
    .to_vec()
}

fn key(pem: &str) -> Result<DkimSigningKey, DkimError> {
    let (label, document) = SecretDocument::from_pem(pem.trim()).map_err(|_| DkimError::Form)?;
    match label {
        "RSA PRIVATE KEY" => rsa(document.as_bytes()),
        "PRIVATE KEY" => {
            let info = PrivateKeyInfo::try_from(document.as_bytes()).map_err(|_| DkimError::Form)?;
            match info.algorithm.oid {
                RSA => rsa(info.private_key),
                ALGORITHM_OID => {
                    let key = SigningKey::try_from(info).map_err(|_| DkimError::Form)?;
                    let text = Zeroizing::new(BASE64.encode(key.as_bytes()));
                    Ok(DkimSigningKey::new(&text, DkimSigningAlgorithm::Ed25519)?)
                }
                _ => Err(DkimError::Kind),
            }
        }
        _ => Err(DkimError::Kind),
    }
}

/// A key in the older form, which is the one that lettre reads.
fn rsa(der: &[u8]) -> Result<DkimSigningKey, DkimError> {
    if der.len() < SHORTEST_RSA {
        return Err(DkimError::Short);
    }
    let document = SecretDocument::try_from(der).map_err(|_| DkimError::Form)?;
    let pem = document.to_pem("RSA PRIVATE KEY", LineEnding::LF).map_err(|_| DkimError::Form)?;
    Ok(DkimSigningKey::new(&pem, DkimSigningAlgorithm::Rsa)?)
}
