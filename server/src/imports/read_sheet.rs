//! The process that reads one spreadsheet: it holds no key, opens no database, and has the memory and time of every process
//! that looks into a file.

use std::io::{self, Read, Write};

use yaninda_shared::imports::{Delimiter, ImportKind, MAX_BYTES, TextEncoding};

use super::{cell::TooMany, text, workbook};
use crate::attachments::{Unfit, limit_own_process};

/// How a file is to be read; what is left out is found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    pub encoding: Option<TextEncoding>,
    pub delimiter: Option<Delimiter>,
    pub sheet: Option<u16>,
    /// What the rows should be: the sheet whose headers say most of it is taken.
    pub kind: Option<ImportKind>,
}

impl Wish {
    pub(crate) fn new(encoding: Option<&str>, delimiter: Option<&str>, sheet: Option<u16>, kind: Option<&str>) -> Self {
        let encoding = encoding.and_then(TextEncoding::from_code);
        let delimiter = delimiter.and_then(Delimiter::from_code);
        Self { encoding, delimiter, sheet, kind: kind.and_then(ImportKind::from_code) }
    }

    /// As the command line says it.
    pub(super) fn arguments(self, most: usize) -> Vec<String> {
        let mut all = vec!["read-sheet".to_owned(), "--most".to_owned(), most.to_string()];
        let mut say = |flag: &str, value: Option<String>| {
            if let Some(value) = value {
                all.extend([flag.to_owned(), value]);
            }
        };
        say("--encoding", self.encoding.map(|encoding| encoding.to_string()));
        say("--delimiter", self.delimiter.map(|delimiter| delimiter.to_string()));
        say("--sheet", self.sheet.map(|sheet| sheet.to_string()));
        say("--kind", self.kind.map(|kind| kind.to_string()));
        all
    }
}

impl From<TooMany> for Unfit {
    fn from(_: TooMany) -> Self {
        Self::TooLarge
    }
}

/// Reads what comes on standard input onto standard output. Errors: of reading, writing or setting limits.
pub(crate) fn read_own_input(wish: Wish, most: usize) -> io::Result<Result<(), Unfit>> {
    limit_own_process()?;
    let mut bytes = Vec::new();
    io::stdin().lock().take(u64::try_from(MAX_BYTES).unwrap_or(u64::MAX)).read_to_end(&mut bytes)?;
    match read(wish, bytes, most) {
        Ok(lines) => io::stdout().lock().write_all(&lines).map(Ok),
        Err(unfit) => Ok(Err(unfit)),
    }
}

fn read(wish: Wish, bytes: Vec<u8>, most: usize) -> Result<Vec<u8>, Unfit> {
    if bytes.starts_with(b"PK") {
        workbook::read(wish, bytes, most)
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        // A workbook with a password, or of before 2007.
        Err(Unfit::Encrypted)
    } else {
        text::read(wish, &bytes, most)
    }
}
