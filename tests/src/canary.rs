//! Looking for a text where it must not be, in every form it could have there.

use std::path::{Path, PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use memchr::memmem;

/// The forms of some bytes that are looked for.
pub struct Canary {
    forms: Vec<(&'static str, Vec<u8>)>,
}

impl Canary {
    /// A text: UTF-8, UTF-16 of both byte orders, and the bytes of UTF-8 as hex and base64.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut canary = Self::of_bytes(text.as_bytes());
        canary.forms.push(("UTF-16LE", text.encode_utf16().flat_map(u16::to_le_bytes).collect()));
        canary.forms.push(("UTF-16BE", text.encode_utf16().flat_map(u16::to_be_bytes).collect()));
        canary
    }

    /// Bytes as they are, as hex and as base64.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut forms = vec![
            ("plain", bytes.to_vec()),
            ("hex", hex.clone().into_bytes()),
            ("HEX", hex.to_uppercase().into_bytes()),
        ];
        for (name, before) in [("base64", 0), ("base64, second", 1), ("base64, third", 2)] {
            forms.push((name, in_base64(bytes, before)));
        }
        Self { forms }
    }

    /// The first form that these bytes hold.
    #[must_use]
    pub fn find(&self, hay: &[u8]) -> Option<&'static str> {
        self.forms.iter().find(|(_, form)| memmem::find(hay, form).is_some()).map(|(name, _)| *name)
    }
}

/// The characters of base64 that stand for these bytes alone, wherever they follow so many others.
fn in_base64(bytes: &[u8], before: usize) -> Vec<u8> {
    let mut padded = vec![0; before];
    padded.extend_from_slice(bytes);
    let text = STANDARD_NO_PAD.encode(&padded);
    // A character of six bits belongs to us if all of its bits do.
    let (first, last) = ((before * 8).div_ceil(6), padded.len() * 8 / 6);
    text.into_bytes()[first..last].to_vec()
}

/// Every file of a folder and of the folders in it, with its content. A file that goes away meanwhile is left out.
#[must_use]
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            match std::fs::read(&path) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                read => found.push((path.clone(), read.expect("the file"))),
            }
        }
    }
    found
}

/// Every ordinary file this process has open, also one that has no name any more.
#[must_use]
pub fn open_files() -> Vec<(PathBuf, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir("/proc/self/fd") else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let ordinary = paths.filter(|path| std::fs::metadata(path).is_ok_and(|about| about.is_file()));
    ordinary.filter_map(|path| Some((std::fs::read_link(&path).ok()?, std::fs::read(&path).ok()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_found_in_every_form_wherever_it_stands() {
        let canary = Canary::of("kanarya7f3a");
        let hex = "6b616e617279613766336";
        for (at, around) in ["", "x", "xy", "xyz", "ölçü"].into_iter().enumerate() {
            let text = format!("{around}kanarya7f3a{around}");
            assert_eq!(canary.find(text.as_bytes()), Some("plain"));
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            // Between other letters one byte order looks like the other, a byte further on.
            for found in [canary.find(&little), canary.find(&big)] {
                assert!(found.is_some_and(|form| form.starts_with("UTF-16")), "{at}: {found:?}");
            }
            let coded = STANDARD_NO_PAD.encode(&text);
            assert!(canary.find(coded.as_bytes()).is_some_and(|form| form.starts_with("base64")), "{at}");
            assert_eq!(canary.find(format!("\\x{around}{hex}1").as_bytes()), Some("hex"));
            assert_eq!(canary.find(format!("{around}{}1", hex.to_uppercase()).as_bytes()), Some("HEX"));
        }
        assert_eq!(canary.find(b"kanarya7f3b KANARYA7F3A kanarya 7f3a"), None);
    }
}
