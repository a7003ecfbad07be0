//! Files that people attach.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

/// A small picture: wider than high, with a red left half, so that turning it shows.
#[must_use]
pub fn picture(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = RgbImage::from_fn(64, 32, |x, _| image::Rgb(if x < 32 { [250, 0, 0] } else { [0, 0, 250] }));
    picture.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// A PDF of these objects; the first is its catalogue, the fourth says what it is about.
#[must_use]
pub fn document(objects: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
        out.extend_from_slice(object.as_ref());
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    let size = objects.len() + 1;
    out.extend_from_slice(
        format!("trailer << /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    out
}

/// An object of a PDF that holds bytes; `about` are the further entries of its dictionary.
#[must_use]
pub fn stream(about: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<< {about} /Length {} >>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}
