//! PDFs: what tells of their making is dropped, and what acts by itself.

use lopdf::{Dictionary, Document, LoadOptions, Object};

use super::prepare::Unfit;

/// Most bytes one compressed stream of objects may grow to while the file is read.
const MAX_DECOMPRESSED: usize = 32 * 1024 * 1024;
/// Most objects of one file.
const MAX_OBJECTS: usize = 200_000;
/// Deepest nesting of arrays and dictionaries.
const MAX_DEPTH: usize = 64;

/// Keys that hold metadata, scripts, embedded files or actions, wherever they stand.
const DROPPED: &[&[u8]] = &[
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"OpenAction",
    b"AA",
    b"JavaScript",
    b"JS",
    b"EmbeddedFiles",
    b"EmbeddedFile",
    b"EF",
    b"RF",
    b"AF",
    b"Collection",
    b"XFA",
    b"RichMediaContent",
    b"RichMediaSettings",
];

/// Actions that are emptied.
const ACTIONS: &[&[u8]] = &[
    b"JavaScript",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
    b"GoToE",
    b"GoToR",
    b"Rendition",
    b"RichMediaExecute",
    b"Movie",
    b"Sound",
];

/// The PDF without metadata, scripts, embedded files and automatic actions.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, Unfit> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_DECOMPRESSED), ..LoadOptions::default() };
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Unfit::Encrypted,
        _ => Unfit::Broken,
    })?;
    if document.trailer.has(b"Encrypt") || document.is_encrypted() || document.was_encrypted() {
        return Err(Unfit::Encrypted);
    }
    if document.objects.len() > MAX_OBJECTS {
        return Err(Unfit::TooLarge);
    }
    if document.catalog().is_err() || document.get_pages().is_empty() {
        return Err(Unfit::Broken);
    }
    for key in [b"Info".as_slice(), b"ID", b"Prev", b"XRefStm"] {
        document.trailer.remove(key);
    }
    for object in document.objects.values_mut() {
        scrub(object, 0)?;
    }
    document.prune_objects();
    let mut out = Vec::new();
    document.save_to(&mut out).map_err(|_| Unfit::Broken)?;
    Ok(out)
}

fn scrub(object: &mut Object, depth: usize) -> Result<(), Unfit> {
    if depth > MAX_DEPTH {
        return Err(Unfit::Broken);
    }
    match object {
        Object::Array(items) => items.iter_mut().try_for_each(|item| scrub(item, depth + 1)),
        Object::Dictionary(dictionary) => scrub_dictionary(dictionary, depth),
        Object::Stream(stream) => {
            let is = |name: &[u8]| stream.dict.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == name);
            if is(b"Metadata") || is(b"EmbeddedFile") {
                *object = Object::Null;
                return Ok(());
            }
            let filter = stream.dict.get(b"Filter").and_then(Object::as_name);
            if filter.is_ok_and(|filter| filter == b"DCTDecode") {
                let plain = without_segments(&stream.content).ok_or(Unfit::Broken)?;
                stream.set_content(plain);
            }
            scrub_dictionary(&mut stream.dict, depth)
        }
        _ => Ok(()),
    }
}

fn scrub_dictionary(dictionary: &mut Dictionary, depth: usize) -> Result<(), Unfit> {
    let acts = dictionary.get(b"S").and_then(Object::as_name).is_ok_and(|action| ACTIONS.contains(&action));
    if acts {
        *dictionary = Dictionary::new();
        return Ok(());
    }
    for key in DROPPED {
        dictionary.remove(key);
    }
    dictionary.iter_mut().try_for_each(|(_, value)| scrub(value, depth + 1))
}

/// A JPEG inside a PDF without its EXIF, XMP, IPTC and comment segments; colour profile and Adobe marker stay.
fn without_segments(jpeg: &[u8]) -> Option<Vec<u8>> {
    let mut rest = jpeg.strip_prefix(&[0xFF, 0xD8])?;
    let mut out = vec![0xFF, 0xD8];
    loop {
        let &[0xFF, marker, ref body @ ..] = rest else { return None };
        match marker {
            // Padding between segments.
            0xFF => rest = rest.get(1..)?,
            // The scan: everything after it is pixels.
            0xDA => {
                out.extend_from_slice(rest);
                return Some(out);
            }
            _ => {
                let length: [u8; 2] = body.get(..2)?.try_into().ok()?;
                let end = 2 + usize::from(u16::from_be_bytes(length));
                let segment = rest.get(..end)?;
                if !matches!(marker, 0xE1 | 0xE3..=0xED | 0xEF | 0xFE) {
                    out.extend_from_slice(segment);
                }
                rest = rest.get(end..)?;
            }
        }
    }
}
