//! JPEG pictures inside a PDF, which keep their pixels as they are and lose what tells of their making.

/// The picture without EXIF, XMP, IPTC and comments, and without anything after its end; colour profile and Adobe
/// marker stay. Nothing if it is no JPEG.
pub(super) fn plain(jpeg: &[u8]) -> Option<Vec<u8>> {
    let mut rest = jpeg.strip_prefix(&[0xFF, 0xD8])?;
    let mut out = vec![0xFF, 0xD8];
    loop {
        let &[0xFF, marker, ref body @ ..] = rest else { return None };
        match marker {
            // Padding between segments.
            0xFF => rest = rest.get(1..)?,
            0xD9 => {
                out.extend_from_slice(&[0xFF, 0xD9]);
                return Some(out);
            }
            _ => {
                let length: [u8; 2] = body.get(..2)?.try_into().ok()?;
                let mut end = 2 + usize::from(u16::from_be_bytes(length));
                let segment = rest.get(..end)?;
                if marker == 0xDA {
                    end += scan(rest.get(end..)?);
                    out.extend_from_slice(rest.get(..end)?);
                } else if !tells(marker, segment.get(4..).unwrap_or_default()) {
                    out.extend_from_slice(segment);
                }
                rest = rest.get(end..)?;
                // A file that was cut short shows what there is of it.
                if rest.len() < 2 {
                    return Some(out);
                }
            }
        }
    }
}

/// Application segments and comments, but for JFIF, colour profile and Adobe's transform.
fn tells(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xE0 => !content.starts_with(b"JFIF\0"),
        0xE2 => !content.starts_with(b"ICC_PROFILE\0"),
        0xEE => !content.starts_with(b"Adobe"),
        0xE1 | 0xE3..=0xED | 0xEF | 0xFE => true,
        _ => false,
    }
}

/// Bytes of pixels up to the next marker that is neither stuffing nor a restart.
fn scan(bytes: &[u8]) -> usize {
    let ends = |pair: &[u8]| matches!(pair, [0xFF, next] if !matches!(next, 0x00 | 0xD0..=0xD7 | 0xFF));
    bytes.windows(2).position(ends).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], length.as_slice(), content].concat()
    }

    #[test]
    fn what_tells_of_a_picture_goes_and_its_pixels_stay() {
        let pixels = [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56];
        let tables = segment(0xDB, &[0; 65]);
        let scan = [segment(0xDA, &[1, 1, 0, 0, 63, 0]), pixels.to_vec()].concat();
        let colours = segment(0xE2, b"ICC_PROFILE\0\x01\x01profile");
        let wanted = [&[0xFF, 0xD8], tables.as_slice(), &colours, &scan, &scan, &[0xFF, 0xD9]].concat();
        let told = [
            &[0xFF, 0xD8],
            segment(0xE1, b"Exif\0\0place").as_slice(),
            &tables,
            &colours,
            &segment(0xE2, b"MPF\0more pictures"),
            &segment(0xFE, b"taken by"),
            &scan,
            &segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0between two scans"),
            &scan,
            &[0xFF, 0xD9],
            b"after the end",
        ]
        .concat();
        assert_eq!(plain(&told), Some(wanted));
        assert_eq!(plain(b"no picture"), None);
    }
}
