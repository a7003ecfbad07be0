//! The demo's mailbox: one file a mail, for the owner of the data alone.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::transport::Trouble;
use crate::config::Settings;

/// What the files end in.
pub(super) const ENDING: &str = "eml";

/// Where it is.
pub(super) fn of(settings: &Settings) -> PathBuf {
    settings.data.join("mailbox")
}

/// Makes the folder if it is not there.
pub(super) fn make(folder: &Path) -> Result<(), Trouble> {
    made(folder).map_err(|error| failed(&error))
}

/// Puts a mail into it, whole or not at all; the same mail again takes the place of the first.
pub(super) fn put(folder: &Path, name: &str, mail: &[u8]) -> Result<(), Trouble> {
    let (half, whole) = (folder.join(format!(".{name}.part")), folder.join(format!("{name}.{ENDING}")));
    made(folder)
        .and_then(|()| written(&half, mail))
        .and_then(|()| fs::rename(&half, &whole))
        .map_err(|error| failed(&error))
}

fn made(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn written(path: &Path, mail: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(mail)?;
    file.sync_all()
}

fn failed(error: &io::Error) -> Trouble {
    tracing::error!(%error, "the mailbox of the demo cannot be written");
    Trouble::Unreachable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_put_twice_is_there_once_and_for_its_owner_alone() {
        let data = tempfile::tempdir().expect("a folder");
        let folder = data.path().join("mailbox");
        for text in ["first", "again"] {
            put(&folder, "token", text.as_bytes()).expect("a mail");
        }
        let files: Vec<_> = fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("a file")).collect();
        assert_eq!(files.len(), 1);
        assert_eq!(fs::read_to_string(files[0].path()).expect("the mail"), "again");
        #[cfg(unix)]
        for path in [folder, files[0].path()] {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(path).expect("it").permissions().mode() & 0o077, 0);
        }
    }
}
