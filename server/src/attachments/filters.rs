//! How streams of a PDF are packed: said in full and in place, so that nothing is hidden behind a reference.

use lopdf::{Document, Object, Stream};

use super::Unfit;

/// Filters that unpack to pictures which carry metadata of their own.
pub(super) const JPEG: &[u8] = b"DCTDecode";
pub(super) const JPX: &[u8] = b"JPXDecode";

/// Writes the filters of every stream and their parameters into its own dictionary, under their full names. Errors: a filter
/// that leads nowhere, is no name or is not known, because what it hides cannot be judged.
pub(super) fn settle(document: &mut Document) -> Result<(), Unfit> {
    let mut settled = Vec::new();
    for (id, object) in &document.objects {
        if let Object::Stream(stream) = object {
            settled.push((*id, filter(document, stream)?, parameters(document, stream)?));
        }
    }
    for (id, filter, parameters) in settled {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            put(stream, b"Filter", filter);
            put(stream, b"DecodeParms", parameters);
        }
    }
    Ok(())
}

fn put(stream: &mut Stream, key: &[u8], value: Option<Object>) {
    match value {
        Some(value) => stream.dict.set(key, value),
        None => {
            stream.dict.remove(key);
        }
    }
}

fn filter(document: &Document, stream: &Stream) -> Result<Option<Object>, Unfit> {
    let Ok(filter) = stream.dict.get(b"Filter") else { return Ok(None) };
    match follow(document, filter)? {
        Object::Null => Ok(None),
        Object::Array(items) => {
            let names: Result<Vec<Object>, Unfit> = items.iter().map(|item| name(follow(document, item)?)).collect();
            Ok(Some(names?.into()))
        }
        other => Ok(Some(name(other)?)),
    }
}

fn parameters(document: &Document, stream: &Stream) -> Result<Option<Object>, Unfit> {
    let Ok(parameters) = stream.dict.get(b"DecodeParms") else { return Ok(None) };
    match follow(document, parameters)? {
        Object::Null => Ok(None),
        Object::Array(items) => {
            let items: Result<Vec<Object>, Unfit> = items.iter().map(|item| follow(document, item).cloned()).collect();
            Ok(Some(items?.into()))
        }
        other => Ok(Some(other.clone())),
    }
}

fn follow<'a>(document: &'a Document, object: &'a Object) -> Result<&'a Object, Unfit> {
    document.dereference(object).map(|(_, object)| object).map_err(|_| Unfit::Broken)
}

/// The full name of a filter; short ones are meant for pictures inside a page, and are understood elsewhere too.
fn name(object: &Object) -> Result<Object, Unfit> {
    let full: &[u8] = match object.as_name().map_err(|_| Unfit::Broken)? {
        b"ASCIIHexDecode" | b"AHx" => b"ASCIIHexDecode",
        b"ASCII85Decode" | b"A85" => b"ASCII85Decode",
        b"LZWDecode" | b"LZW" => b"LZWDecode",
        b"FlateDecode" | b"Fl" => b"FlateDecode",
        b"RunLengthDecode" | b"RL" => b"RunLengthDecode",
        b"CCITTFaxDecode" | b"CCF" => b"CCITTFaxDecode",
        b"DCTDecode" | b"DCT" => JPEG,
        full @ (b"BrotliDecode" | b"JBIG2Decode" | b"JPXDecode") => full,
        _ => return Err(Unfit::Broken),
    };
    Ok(Object::Name(full.to_vec()))
}
