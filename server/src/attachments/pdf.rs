//! PDFs: what tells of their making is dropped, and what acts by itself.

use lopdf::{Dictionary, Document, LoadOptions, Object, Stream};

use super::{Unfit, jpeg, jpx};

/// Most bytes one compressed stream of objects may grow to while the file is read.
const MAX_DECOMPRESSED: usize = 16 * 1024 * 1024;
/// Most objects of one file.
const MAX_OBJECTS: usize = 200_000;
/// Deepest nesting of arrays and dictionaries.
const MAX_DEPTH: usize = 64;

/// Keys that hold metadata, scripts, embedded files or actions, wherever they stand.
const DROPPED: &[&[u8]] = &[
    b"Metadata",
    b"PieceInfo",
    b"LastModified",
    b"CreationDate",
    b"ModDate",
    b"Author",
    b"Producer",
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
    let mut document = Document::load_mem_with_options(bytes, options)?;
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
            if is_name(&stream.dict, b"Type", &[b"Metadata", b"EmbeddedFile"]) {
                *object = Object::Null;
                return Ok(());
            }
            scrub_picture(stream)?;
            scrub_dictionary(&mut stream.dict, depth)
        }
        _ => Ok(()),
    }
}

fn is_name(dictionary: &Dictionary, key: &[u8], names: &[&[u8]]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|name| names.contains(&name))
}

/// A picture that is a JPEG or a JPEG 2000 carries metadata of its own. What is packed around it is taken off.
fn scrub_picture(stream: &mut Stream) -> Result<(), Unfit> {
    let filters: Vec<Vec<u8>> = stream.filters().unwrap_or_default().into_iter().map(<[u8]>::to_vec).collect();
    let Some((last, around)) = filters.split_last() else { return Ok(()) };
    let plain: fn(&[u8]) -> Option<Vec<u8>> = match last.as_slice() {
        b"DCTDecode" | b"DCT" => jpeg::plain,
        b"JPXDecode" => jpx::plain,
        _ => return Ok(()),
    };
    if around.is_empty() {
        let picture = plain(&stream.content).ok_or(Unfit::Broken)?;
        stream.set_content(picture);
        return Ok(());
    }
    let mut packed = Stream::new(Dictionary::new(), stream.content.clone());
    packed.dict.set("Filter", around.iter().map(|name| Object::Name(name.clone())).collect::<Vec<_>>());
    if let Ok(parameters) = stream.dict.get(b"DecodeParms").and_then(Object::as_array) {
        packed.dict.set("DecodeParms", parameters.iter().take(around.len()).cloned().collect::<Vec<_>>());
    }
    let unpacked = packed.decompressed_content_with_limit(MAX_DECOMPRESSED).map_err(|_| Unfit::Broken)?;
    let picture = plain(&unpacked).ok_or(Unfit::Broken)?;
    stream.dict.set("Filter", Object::Name(last.clone()));
    stream.dict.remove(b"DecodeParms");
    stream.set_content(picture);
    Ok(())
}

fn scrub_dictionary(dictionary: &mut Dictionary, depth: usize) -> Result<(), Unfit> {
    // A signature names who signed, when and where; it is broken by any change anyway.
    if is_name(dictionary, b"S", ACTIONS) || is_name(dictionary, b"Type", &[b"Sig", b"DocTimeStamp"]) {
        *dictionary = Dictionary::new();
        return Ok(());
    }
    // What is pinned to a page: who wrote it and when. The title of a field of a form is its name.
    if dictionary.has(b"Rect") && dictionary.has(b"Subtype") {
        let field = is_name(dictionary, b"Subtype", &[b"Widget"]);
        dictionary.remove(b"M");
        dictionary.remove(b"NM");
        if !field {
            dictionary.remove(b"T");
        }
    }
    for key in DROPPED {
        dictionary.remove(key);
    }
    dictionary.iter_mut().try_for_each(|(_, value)| scrub(value, depth + 1))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use lopdf::{StringFormat, dictionary};

    use super::*;

    const CANARY: &[u8] = b"canary";

    fn text() -> Object {
        Object::String(CANARY.to_vec(), StringFormat::Literal)
    }

    /// A picture that tells of a place, packed once more.
    fn picture() -> Vec<u8> {
        let exif = [b"Exif\0\0".as_slice(), CANARY].concat();
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let scan = [0xFF, 0xDA, 0, 4, 1, 1, 0x12, 0x34, 0xFF, 0xD9];
        [&[0xFF, 0xD8, 0xFF, 0xE1], length.as_slice(), &exif, &scan].concat()
    }

    fn file(filter: Object, content: Vec<u8>) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let pages = document.new_object_id();
        let image = dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
        "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8, "Filter" => filter };
        let image = document.add_object(Stream::new(image, content));
        let xmp = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        let xmp = document.add_object(Stream::new(xmp, CANARY.to_vec()));
        let note = document.add_object(dictionary! { "Type" => "Annot", "Subtype" => "Text",
        "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()], "Contents" => Object::string_literal("Read this"),
        "T" => text(), "M" => text(), "NM" => text(), "CreationDate" => text() });
        let signed = document.add_object(dictionary! { "Type" => "Sig", "Name" => text(), "M" => text(),
        "Location" => text() });
        let field = document.add_object(dictionary! { "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig",
        "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()], "T" => Object::string_literal("box"), "V" => signed });
        let page = document.add_object(dictionary! { "Type" => "Page", "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), 9.into(), 9.into()], "Annots" => vec![note.into(), field.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "Im1" => image } } });
        document
            .objects
            .insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Metadata" => xmp });
        let info = document.add_object(dictionary! { "Author" => text(), "ModDate" => text() });
        document.trailer.set("Root", catalog);
        document.trailer.set("Info", info);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    fn flate(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn a_file_keeps_what_it_shows_and_loses_who_made_it_where_and_when() {
        let names = |names: &[&str]| Object::Array(names.iter().map(|name| (*name).into()).collect());
        let packings = [
            ("DCTDecode".into(), picture()),
            (names(&["DCTDecode"]), picture()),
            (names(&["FlateDecode", "DCTDecode"]), flate(&picture())),
        ];
        for (filter, content) in packings {
            let told = file(filter, content);
            assert!(told.windows(CANARY.len()).any(|part| part == CANARY));
            let cleaned = clean(&told).unwrap();
            assert!(!cleaned.windows(CANARY.len()).any(|part| part == CANARY));
            let kept = Document::load_mem(&cleaned).unwrap();
            let streams: Vec<&Stream> = kept.objects.values().filter_map(|object| object.as_stream().ok()).collect();
            let image = streams.iter().find(|stream| is_name(&stream.dict, b"Subtype", &[b"Image"])).unwrap();
            assert_eq!(image.filters().unwrap(), [b"DCTDecode"]);
            assert_eq!(image.content, [0xFF, 0xD8, 0xFF, 0xDA, 0, 4, 1, 1, 0x12, 0x34, 0xFF, 0xD9]);
            assert!(cleaned.windows(9).any(|part| part == b"Read this"));
        }
    }

    #[test]
    fn a_picture_that_is_not_what_it_says_is_refused() {
        assert_eq!(clean(&file("DCTDecode".into(), b"no picture".to_vec())), Err(Unfit::Broken));
    }
}
