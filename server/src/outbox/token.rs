//! What identifies a mail, its link and its inbox: keyed hashes, so that it is the same whenever the mail is made again, and tells
//! nothing to whoever has no key.

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use yaninda_shared::{
    ids::{AppointmentId, MailId},
    values::EmailAddress,
};

use crate::{
    access::Core,
    seal::{Keyring, sha256},
};

/// Bytes of what stands in a mail.
const TOKEN: usize = 20;

/// 160 bits of a keyed hash.
fn short(mac: [u8; 32]) -> [u8; TOKEN] {
    let mut short = [0; TOKEN];
    short.iter_mut().zip(mac).for_each(|(to, from)| *to = from);
    short
}

/// The secret of the link in a mail.
pub(super) fn link_token(keys: &Keyring, mail: MailId) -> String {
    BASE64URL_NOPAD.encode(&short(keys.pepper("survivor link").mac(&[mail.raw().0.as_bytes()])))
}

/// Six digits that show whose address it is.
#[must_use]
pub fn address_code(core: &Core, mail: MailId) -> String {
    let mac = core.keys.pepper("address code").mac(&[mail.raw().0.as_bytes()]);
    let number = mac.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    format!("{:06}", number % 1_000_000)
}

/// What is kept of the address a mail was handed over for. It tells nothing about who else is written to there.
#[must_use]
pub fn sent_to(keys: &Keyring, mail: MailId, address: &EmailAddress) -> [u8; 32] {
    keys.pepper("sent to").mac(&[mail.raw().0.as_bytes(), address.as_str().as_bytes()])
}

/// What is kept of the secret of a link.
#[must_use]
pub fn link_hash(link_token: &str) -> [u8; 32] {
    sha256(&[b"survivor link", link_token.as_bytes()])
}

/// The address of the page of an appointment, from the secret of its link.
pub(super) fn page_address(origin: &str, link_token: &str) -> String {
    format!("{origin}/{link_token}")
}

/// The address that stops all mail, for a mail's text and for `List-Unsubscribe`.
pub(super) fn stop_address(origin: &str, link_token: &str) -> String {
    format!("{origin}/stop/{link_token}")
}

/// What stands before the `@` of the Message-ID, one for each occasion to write: 160 bits of what is kept of the mail's link.
/// Nobody comes from there to the secret of the link.
#[must_use]
pub fn message_token(link_hash: &[u8]) -> String {
    letters(link_hash.get(..TOKEN).unwrap_or(link_hash))
}

/// The first and the last hash of a link that a Message-ID may stand for; nothing if it is none of ours.
pub(super) fn link_hash_range(message_token: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let begin = BASE32_NOPAD.decode(message_token.to_ascii_uppercase().as_bytes()).ok()?;
    let filled = |with: u8| begin.iter().copied().chain([with; 32]).take(32).collect();
    (begin.len() == TOKEN).then(|| (filled(0), filled(u8::MAX)))
}

/// The UID of an appointment in calendars: the same in every mail about it.
#[must_use]
pub(super) fn calendar_uid(keys: &Keyring, appointment: AppointmentId) -> String {
    letters(&short(keys.pepper("calendar uid").mac(&[appointment.raw().0.as_bytes()])))
}

/// Small letters and digits only: some programs change the case of ids.
fn letters(bytes: &[u8]) -> String {
    BASE32_NOPAD.encode(bytes).to_ascii_lowercase()
}
