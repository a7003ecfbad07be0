//! JPEG 2000 pictures inside a PDF: boxes of a file (ISO 15444-1, annex I) and segments of its codestream (annex A).

/// The picture without metadata boxes and comments. Nothing if it is no JPEG 2000.
pub(super) fn plain(picture: &[u8]) -> Option<Vec<u8>> {
    if picture.starts_with(&[0xFF, 0x4F]) { codestream(picture) } else { boxes(picture) }
}

fn boxes(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let short: [u8; 4] = rest.get(..4)?.try_into().ok()?;
        let kind: [u8; 4] = rest.get(4..8)?.try_into().ok()?;
        let (header, length) = match u32::from_be_bytes(short) {
            0 => (8, rest.len()),
            1 => (16, usize::try_from(u64::from_be_bytes(rest.get(8..16)?.try_into().ok()?)).ok()?),
            length => (8, usize::try_from(length).ok()?),
        };
        let content = rest.get(header..length)?;
        match &kind {
            b"xml " | b"uuid" | b"uinf" | b"asoc" | b"jp2i" | b"free" => {}
            b"jp2c" => write(&mut out, kind, &codestream(content)?)?,
            _ => write(&mut out, kind, content)?,
        }
        rest = rest.get(length..)?;
    }
    (!out.is_empty()).then_some(out)
}

fn write(out: &mut Vec<u8>, kind: [u8; 4], content: &[u8]) -> Option<()> {
    out.extend_from_slice(&u32::try_from(content.len() + 8).ok()?.to_be_bytes());
    out.extend_from_slice(&kind);
    out.extend_from_slice(content);
    Some(())
}

/// The main header without comments; from the first tile on everything stays.
fn codestream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0x4F])?;
    let mut out = vec![0xFF, 0x4F];
    loop {
        let &[0xFF, marker, ref body @ ..] = rest else { return None };
        if marker == 0x90 {
            out.extend_from_slice(rest);
            return Some(out);
        }
        let length: [u8; 2] = body.get(..2)?.try_into().ok()?;
        let end = 2 + usize::from(u16::from_be_bytes(length));
        if marker != 0x64 {
            out.extend_from_slice(rest.get(..end)?);
        }
        rest = rest.get(end..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out, *kind, content).unwrap();
        out
    }

    #[test]
    fn boxes_and_comments_that_tell_are_dropped() {
        let stream = |comment: &[u8]| {
            [&[0xFF, 0x4F, 0xFF, 0x51, 0, 4, 1, 2], comment, &[0xFF, 0x90, 0, 10, 9, 9, 9, 9, 9, 9, 9, 9]].concat()
        };
        let told = stream(&[0xFF, 0x64, 0, 6, b'm', b'e', b'!', b'!']);
        let signature = boxed(b"jP  ", &[0x0D, 0x0A, 0x87, 0x0A]);
        let file = [
            signature.clone(),
            boxed(b"xml ", b"<place/>"),
            boxed(b"uuid", b"JpgTiffExif->JP2 place"),
            boxed(b"jp2c", &told),
        ]
        .concat();
        let wanted = [signature, boxed(b"jp2c", &stream(&[]))].concat();
        assert_eq!(plain(&file), Some(wanted));
        assert_eq!(plain(&told), Some(stream(&[])));
        assert_eq!(plain(b"no picture"), None);
    }
}
