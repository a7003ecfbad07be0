//! Between lines and files: gzip, then age. Hexadecimal digits of sealed bytes do not shrink below those bytes, so a
//! backup is about as large as the database.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
};

use age::{
    DecryptError, Decryptor, Encryptor, Identity, IdentityFile, Recipient,
    stream::{StreamReader, StreamWriter},
};
use flate2::{Compression, bufread::GzDecoder, write::GzEncoder};

use super::BackupError;

/// Lines go in, ciphertext comes out.
pub(super) type Sealing<W> = GzEncoder<StreamWriter<W>>;

/// Begins a file that each of these recipients can open.
pub(super) fn seal<'a, W: Write>(
    recipients: impl Iterator<Item = &'a dyn Recipient>,
    path: &Path,
    out: W,
) -> Result<Sealing<W>, BackupError> {
    let encryptor = Encryptor::with_recipients(recipients).map_err(|error| BackupError::told(error.to_string()))?;
    let stream = encryptor.wrap_output(out).map_err(|error| BackupError::file(path, error))?;
    Ok(GzEncoder::new(stream, Compression::fast()))
}

/// Ends it; without this nobody can open it.
pub(super) fn finish<W: Write>(sealing: Sealing<W>, path: &Path) -> Result<W, BackupError> {
    sealing.finish().and_then(StreamWriter::finish).map_err(|error| BackupError::file(path, error))
}

/// The lines of an encrypted file.
pub(super) struct Opened<R: Read>(BufReader<GzDecoder<BufReader<StreamReader<R>>>>);

/// Opens a file with whichever identity fits.
pub(super) fn open<'a, R: BufRead>(
    input: R,
    path: &Path,
    identities: impl Iterator<Item = &'a dyn Identity>,
) -> Result<Opened<R>, BackupError> {
    let stream =
        Decryptor::new_buffered(input).and_then(|file| file.decrypt(identities)).map_err(|error| match error {
            DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed => {
                BackupError::OtherIdentity(path.display().to_string())
            }
            DecryptError::Io(error) => BackupError::reading(path, error),
            other => BackupError::damaged(path, other),
        })?;
    Ok(Opened(BufReader::new(GzDecoder::new(BufReader::new(stream)))))
}

impl<R: Read> Opened<R> {
    /// The lines.
    pub(super) fn lines(&mut self) -> &mut impl BufRead {
        &mut self.0
    }

    /// Reads to the very end, so that a file that was cut or added to behind its last line shows.
    pub(super) fn ends_here(mut self) -> std::io::Result<bool> {
        Ok(self.0.fill_buf()?.is_empty() && self.0.into_inner().into_inner().fill_buf()?.is_empty())
    }
}

/// The identities of a file as `age-keygen` writes it.
pub fn identities(path: &Path) -> Result<Vec<Box<dyn Identity + Send + Sync>>, BackupError> {
    let file = File::open(path).map_err(|error| BackupError::file(path, error))?;
    let found = IdentityFile::from_buffer(BufReader::new(file)).map_err(|error| BackupError::file(path, error))?;
    let found = found.into_identities().map_err(|error| BackupError::told(error.to_string()))?;
    if found.is_empty() {
        return Err(BackupError::told(format!("{} holds no secret age key (AGE-SECRET-KEY-…)", path.display())));
    }
    Ok(found)
}
