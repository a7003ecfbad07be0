//! The process that cleans one file: it holds no key, opens no database, and has the memory and time of [`limits`].

use std::io::{self, Read, Write};

use yaninda_shared::attachments::MAX_BYTES;

use super::{Sent, Unfit, limits, pdf, photo};

/// Cleans what comes on standard input onto standard output. Errors: of reading, writing or setting limits.
pub(crate) fn clean_own_input(sent: Sent) -> io::Result<Result<(), Unfit>> {
    limits::set()?;
    let mut bytes = Vec::new();
    io::stdin().lock().take(u64::try_from(MAX_BYTES).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
    match clean(sent, &bytes) {
        Ok(cleaned) => io::stdout().lock().write_all(&cleaned).map(Ok),
        Err(unfit) => Ok(Err(unfit)),
    }
}

fn clean(sent: Sent, bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    let cleaned = match sent {
        Sent::Jpeg | Sent::Png | Sent::Webp => photo::clean(bytes, sent)?,
        Sent::Pdf => pdf::clean(bytes)?,
    };
    if cleaned.len() > MAX_BYTES { Err(Unfit::TooLarge) } else { Ok(cleaned) }
}
