//! Text files: comma, semicolon or tab between the cells, in the encodings that spreadsheets of the region write.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1256};
use yaninda_shared::imports::{Delimiter, ImportSource, TextEncoding};

use super::{
    cell::{Cell, Gather},
    read_sheet::Wish,
};
use crate::attachments::Unfit;

pub(super) fn read(wish: Wish, bytes: &[u8], most: usize) -> Result<Vec<u8>, Unfit> {
    let (encoding, known) = encoding_of(wish.encoding, bytes);
    // A mark at the beginning is taken off, and decides.
    let (text, _, _) = encoding.decode(bytes);
    let unreadable = text.chars().filter(|c| matches!(c, '\u{FFFD}' | '\u{80}'..='\u{9F}')).count();
    let (marked, rest) = separator_line(&text);
    let delimiter = wish.delimiter.or(marked).unwrap_or_else(|| delimiter_of(rest));
    let mut gather = Gather::new(most);
    rows(rest, u32::from(marked.is_some()), delimiter, &mut gather)?;
    Ok(gather.finish(ImportSource {
        encoding: Some(known),
        delimiter: Some(delimiter),
        unreadable: u32::try_from(unreadable).unwrap_or(u32::MAX),
        ..ImportSource::default()
    }))
}

fn rows(text: &str, before: u32, delimiter: Delimiter, gather: &mut Gather) -> Result<(), Unfit> {
    let byte = match delimiter {
        Delimiter::Comma => b',',
        Delimiter::Semicolon => b';',
        Delimiter::Tab => b'\t',
    };
    let mut reader =
        ReaderBuilder::new().delimiter(byte).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    // Line breaks up to a place in the text, and those of them inside a cell: they make the file longer than the sheet.
    let (mut place, mut breaks, mut inside) = (0, 0, 0);
    while reader.read_record(&mut record).map_err(|_| Unfit::Broken)? {
        let told = record.position().map_or(0, csv::Position::byte);
        let rest = text.get(usize::try_from(told).unwrap_or(usize::MAX)..).unwrap_or_default();
        // Empty lines before a row are told as the beginning of it.
        let begins = text.len() - rest.trim_start_matches(['\r', '\n']).len();
        breaks += text.get(place..begins).map_or(0, |passed| passed.matches('\n').count());
        place = begins;
        let row = u32::try_from(breaks - inside + 1).unwrap_or(u32::MAX).saturating_add(before);
        inside += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        gather.take(row, record.iter().map(Cell::text).collect())?;
    }
    Ok(())
}

/// The line by which Excel is told what stands between cells, and the text behind it.
fn separator_line(text: &str) -> (Option<Delimiter>, &str) {
    let Some(rest) = text.strip_prefix("sep=") else { return (None, text) };
    let delimiter = match rest.chars().next() {
        Some(',') => Delimiter::Comma,
        Some(';') => Delimiter::Semicolon,
        Some('\t') => Delimiter::Tab,
        _ => return (None, text),
    };
    match rest.find('\n') {
        Some(end) => (Some(delimiter), rest.get(end + 1..).unwrap_or_default()),
        None => (None, text),
    }
}

/// What stands oftenest between the cells of the first line that has any of it.
fn delimiter_of(text: &str) -> Delimiter {
    let candidates = [(Delimiter::Comma, ','), (Delimiter::Semicolon, ';'), (Delimiter::Tab, '\t')];
    for line in text.lines().take(20) {
        let mut quoted = false;
        let mut counts = [0_usize; 3];
        for c in line.chars() {
            if c == '"' {
                quoted = !quoted;
            } else if !quoted {
                for ((_, sign), count) in candidates.iter().zip(&mut counts) {
                    *count += usize::from(c == *sign);
                }
            }
        }
        let best = candidates.iter().zip(counts).rev().max_by_key(|(_, count)| *count);
        if let Some(((delimiter, _), 1..)) = best {
            return *delimiter;
        }
    }
    Delimiter::Comma
}

fn encoding_of(wish: Option<TextEncoding>, bytes: &[u8]) -> (&'static Encoding, TextEncoding) {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return (marked, if marked == UTF_8 { TextEncoding::Utf8 } else { TextEncoding::Utf16 });
    }
    let known = wish.unwrap_or_else(|| {
        if looks_wide(bytes).is_some() {
            TextEncoding::Utf16
        } else if std::str::from_utf8(bytes).is_ok() {
            TextEncoding::Utf8
        } else {
            TextEncoding::Windows1254
        }
    });
    let encoding = match known {
        TextEncoding::Utf8 => UTF_8,
        TextEncoding::Utf16 => looks_wide(bytes).unwrap_or(UTF_16LE),
        TextEncoding::Windows1254 => WINDOWS_1254,
        TextEncoding::Windows1252 => WINDOWS_1252,
        TextEncoding::Windows1251 => WINDOWS_1251,
        TextEncoding::Windows1256 => WINDOWS_1256,
    };
    (encoding, known)
}

/// Two bytes a character: every other byte of Latin text is zero.
fn looks_wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |first: usize| bytes.iter().take(400).skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let half = bytes.len().min(400) / 2;
    if half == 0 {
        None
    } else if zeros(1) * 3 > half {
        Some(UTF_16LE)
    } else if zeros(0) * 3 > half {
        Some(UTF_16BE)
    } else {
        None
    }
}
