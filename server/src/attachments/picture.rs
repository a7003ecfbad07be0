//! Pictures inside a PDF that carry metadata of their own: JPEG and JPEG 2000.

use lopdf::{Dictionary, Object, Stream};

use super::{
    Unfit,
    filters::{JPEG, JPX},
    jpeg, jpx,
};

/// Most bytes that packed pictures of one file may grow to, all together.
pub(super) const MAX_UNPACKED: usize = 32 * 1024 * 1024;
/// Packed bytes that are looked at for the beginning of a picture.
const HEAD: usize = 512;

type Plain = fn(&[u8]) -> Option<Vec<u8>>;

/// Takes the metadata out of a picture, and off what is packed around it. Its filters must be settled; what its bytes are
/// counts as much as what the filters say. `room` is what may still be unpacked.
pub(super) fn scrub(stream: &mut Stream, room: &mut usize) -> Result<(), Unfit> {
    let filters: Vec<Vec<u8>> = stream.filters().unwrap_or_default().into_iter().map(<[u8]>::to_vec).collect();
    let (said, around) = match filters.split_last() {
        Some((last, around)) if last == JPEG => (Some((jpeg::plain as Plain, last)), around),
        Some((last, around)) if last == JPX => (Some((jpx::plain as Plain, last)), around),
        _ => (None, filters.as_slice()),
    };
    let bare = by_content(&stream.content);
    if around.is_empty() {
        let Some(plain) = said.map(|(plain, _)| plain).or(bare) else { return Ok(()) };
        let picture = plain(&stream.content).ok_or(Unfit::Broken)?;
        stream.set_content(picture);
        return Ok(());
    }
    // A picture where something packed should be.
    if bare.is_some() {
        return Err(Unfit::Broken);
    }
    let Some(plain) = said.map(|(plain, _)| plain).or_else(|| packed_head(stream, around)) else { return Ok(()) };
    let unpacked = packed(stream, around, &stream.content).decompressed_content_with_limit(*room)?;
    *room = room.saturating_sub(unpacked.len());
    stream.set_plain_content(plain(&unpacked).ok_or(Unfit::Broken)?);
    if let Some((_, last)) = said {
        stream.dict.set("Filter", Object::Name(last.clone()));
    }
    Ok(())
}

/// What a picture is by its first bytes.
fn by_content(bytes: &[u8]) -> Option<Plain> {
    const JP2: &[u8] = b"\0\0\0\x0CjP  \r\n\x87\n";
    match bytes {
        [0xFF, 0xD8, 0xFF, 0xC0..=0xFE, ..] => Some(jpeg::plain),
        [0xFF, 0x4F, 0xFF, 0x51, ..] => Some(jpx::plain),
        _ if bytes.starts_with(JP2) => Some(jpx::plain),
        _ => None,
    }
}

/// What a packed stream is by its first bytes. What cannot be unpacked here is no picture with metadata.
fn packed_head(stream: &Stream, around: &[Vec<u8>]) -> Option<Plain> {
    let head = stream.content.get(..HEAD).unwrap_or(&stream.content);
    by_content(&packed(stream, around, head).decompressed_content_with_limit(MAX_UNPACKED).ok()?)
}

fn packed(stream: &Stream, around: &[Vec<u8>], content: &[u8]) -> Stream {
    let mut packed = Stream::new(Dictionary::new(), content.to_vec());
    packed.dict.set("Filter", around.iter().map(|name| Object::Name(name.clone())).collect::<Vec<_>>());
    match stream.dict.get(b"DecodeParms") {
        Ok(Object::Array(all)) => {
            packed.dict.set("DecodeParms", all.iter().take(around.len()).cloned().collect::<Vec<_>>());
        }
        Ok(Object::Dictionary(only)) if around.len() == 1 => packed.dict.set("DecodeParms", only.clone()),
        _ => {}
    }
    packed
}
