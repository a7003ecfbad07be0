//! Whom a backup is encrypted to.

use age::x25519::Recipient;

/// Parses an age recipient; an error says what it should look like, and never repeats what may be a secret.
pub fn recipient(text: &str) -> Result<Recipient, String> {
    if text.starts_with("AGE-SECRET-KEY-") {
        return Err("holds the secret part of a key; give its public part, which begins with age1".to_owned());
    }
    text.parse().map_err(|_| "must be an age recipient (age1…); `age-keygen` makes one".to_owned())
}
