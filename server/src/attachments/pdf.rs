//! PDFs: what tells of their making is dropped, and what acts by itself.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::{Unfit, filters, picture};

/// Most bytes one compressed stream of objects may grow to while the file is read.
const MAX_DECOMPRESSED: usize = 16 * 1024 * 1024;
/// Most objects of one file.
const MAX_OBJECTS: usize = 200_000;
/// Most values in them, those of arrays and dictionaries counted.
const MAX_VALUES: usize = 3_000_000;
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
    filters::settle(&mut document)?;
    let mut scrub = Scrub { names: names(&document), values: MAX_VALUES, room: picture::MAX_UNPACKED };
    for object in document.objects.values_mut() {
        scrub.value(object, 0)?;
    }
    document.prune_objects();
    let mut out = Vec::new();
    document.save_to(&mut out).map_err(|_| Unfit::Broken)?;
    Ok(out)
}

/// Objects that are nothing but a name: what is behind a reference to one must not be missed.
fn names(document: &Document) -> BTreeMap<ObjectId, Object> {
    let name = |id: &ObjectId| document.get_object(*id).ok().filter(|object| object.as_name().is_ok()).cloned();
    document.objects.keys().filter_map(|id| Some((*id, name(id)?))).collect()
}

/// One walk through a file.
struct Scrub {
    names: BTreeMap<ObjectId, Object>,
    /// Values that may still come.
    values: usize,
    /// Bytes that packed pictures may still grow to.
    room: usize,
}

impl Scrub {
    fn value(&mut self, object: &mut Object, depth: usize) -> Result<(), Unfit> {
        self.values = self.values.checked_sub(1).ok_or(Unfit::TooLarge)?;
        if depth > MAX_DEPTH {
            return Err(Unfit::Broken);
        }
        match object {
            Object::Array(items) => items.iter_mut().try_for_each(|item| self.value(item, depth + 1)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary, depth),
            Object::Stream(stream) => {
                self.put_names(&mut stream.dict);
                if is_name(&stream.dict, b"Type", &[b"Metadata", b"EmbeddedFile"]) {
                    *object = Object::Null;
                    return Ok(());
                }
                picture::scrub(stream, &mut self.room)?;
                self.dictionary(&mut stream.dict, depth)
            }
            _ => Ok(()),
        }
    }

    fn dictionary(&mut self, dictionary: &mut Dictionary, depth: usize) -> Result<(), Unfit> {
        self.put_names(dictionary);
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
        dictionary.iter_mut().try_for_each(|(_, value)| self.value(value, depth + 1))
    }

    /// Writes names where references to them stand.
    fn put_names(&self, dictionary: &mut Dictionary) {
        for (_, value) in dictionary.iter_mut() {
            if let Object::Reference(id) = value
                && let Some(name) = self.names.get(id)
            {
                *value = name.clone();
            }
        }
    }
}

fn is_name(dictionary: &Dictionary, key: &[u8], names: &[&[u8]]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|name| names.contains(&name))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use lopdf::{Stream, StringFormat, dictionary};

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

    /// A file with this picture; the filter may be said by objects of their own.
    fn file(filter: impl FnOnce(&mut Document) -> Object, content: Vec<u8>) -> Vec<u8> {
        let mut document = Document::with_version("1.5");
        let filter = filter(&mut document);
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

    fn array(names: &[&str]) -> Object {
        names.iter().map(|name| (*name).into()).collect::<Vec<Object>>().into()
    }

    /// The same, as an object of its own.
    fn apart(document: &mut Document, object: impl Into<Object>) -> Object {
        document.add_object(object).into()
    }

    /// The picture after cleaning; nothing of the canary may be left anywhere.
    fn kept(told: &[u8]) -> Stream {
        assert!(told.windows(CANARY.len()).any(|part| part == CANARY));
        let cleaned = clean(told).unwrap();
        assert!(!cleaned.windows(CANARY.len()).any(|part| part == CANARY));
        assert!(cleaned.windows(9).any(|part| part == b"Read this"));
        let kept = Document::load_mem(&cleaned).unwrap();
        let mut streams = kept.objects.values().filter_map(|object| object.as_stream().ok());
        streams.find(|stream| is_name(&stream.dict, b"Subtype", &[b"Image"])).unwrap().clone()
    }

    #[test]
    fn a_file_keeps_what_it_shows_and_loses_who_made_it_where_and_when() {
        type Filter = fn(&mut Document) -> Object;
        let bare: [Filter; 7] = [
            |_| "DCTDecode".into(),
            |_| "DCT".into(),
            |_| array(&["DCTDecode"]),
            |document| apart(document, "DCTDecode"),
            |document| vec![apart(document, "DCTDecode")].into(),
            |document| apart(document, array(&["DCTDecode"])),
            |document| {
                let names: Vec<Object> = vec![apart(document, "DCTDecode")];
                apart(document, names)
            },
        ];
        let packed: [Filter; 4] = [
            |_| array(&["FlateDecode", "DCTDecode"]),
            |document| vec!["FlateDecode".into(), apart(document, "DCTDecode")].into(),
            |document| vec![apart(document, "Fl"), apart(document, "DCT")].into(),
            |document| apart(document, array(&["FlateDecode", "DCTDecode"])),
        ];
        let bare = bare.into_iter().map(|filter| file(filter, picture()));
        let packed = packed.into_iter().map(|filter| file(filter, flate(&picture())));
        for told in bare.chain(packed) {
            let image = kept(&told);
            assert_eq!(image.filters().unwrap(), [b"DCTDecode"]);
            assert_eq!(image.content, [0xFF, 0xD8, 0xFF, 0xDA, 0, 4, 1, 1, 0x12, 0x34, 0xFF, 0xD9]);
        }
    }

    #[test]
    fn a_picture_is_known_by_its_bytes_where_no_filter_says_so() {
        let told = [file(|_| Object::Null, picture()), file(|_| "FlateDecode".into(), flate(&picture()))];
        for told in told {
            let image = kept(&told);
            assert!(image.filters().is_err());
            assert_eq!(image.content, [0xFF, 0xD8, 0xFF, 0xDA, 0, 4, 1, 1, 0x12, 0x34, 0xFF, 0xD9]);
        }
    }

    #[test]
    fn a_picture_that_is_not_what_it_says_is_refused() {
        assert_eq!(clean(&file(|_| "DCTDecode".into(), b"no picture".to_vec())), Err(Unfit::Broken));
        assert_eq!(clean(&file(|_| array(&["DCTDecode", "FlateDecode"]), picture())), Err(Unfit::Broken));
    }

    #[test]
    fn a_filter_that_cannot_be_followed_is_refused() {
        let filters: [fn(&mut Document) -> Object; 4] = [
            |_| Object::Reference((9_999, 0)),
            |document| apart(document, 7),
            |_| vec![Object::Null].into(),
            |_| "Unheard".into(),
        ];
        for filter in filters {
            assert_eq!(clean(&file(filter, picture())), Err(Unfit::Broken));
        }
    }

    #[test]
    fn an_action_behind_a_reference_to_its_name_is_emptied() {
        let mut document = Document::load_mem(&file(|_| Object::Null, picture())).unwrap();
        let launch = apart(&mut document, "Launch");
        let action = apart(&mut document, dictionary! { "S" => launch, "F" => Object::string_literal("run me") });
        document.catalog_mut().unwrap().set("Names", action);
        let mut told = Vec::new();
        document.save_to(&mut told).unwrap();
        assert!(!clean(&told).unwrap().windows(6).any(|part| part == b"run me"));
    }

    #[test]
    fn a_file_of_too_many_values_is_refused() {
        let many = |count: usize| {
            let mut document = Document::load_mem(&file(|_| Object::Null, picture())).unwrap();
            document.catalog_mut().unwrap().set("Many", vec![Object::Integer(0); count]);
            let mut told = Vec::new();
            document.save_to(&mut told).unwrap();
            clean(&told).map(|_| ())
        };
        assert_eq!(many(1_000), Ok(()));
        assert_eq!(many(MAX_VALUES + 1), Err(Unfit::TooLarge));
    }
}
