//! Photos: decoded under limits, turned upright, made smaller and encoded anew, so that EXIF and GPS are gone.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage, codecs::jpeg::JpegEncoder,
    metadata::Orientation,
};
use yaninda_shared::attachments::MAX_PIXELS;

use super::{Sent, Unfit};

/// Longest side of what is kept.
const MAX_SIDE: u32 = 2560;
const QUALITY: u8 = 82;
/// Most bytes the decoded picture may take: three a pixel, so that most pixels can be had of any camera, and fewer of what has
/// transparency or 16 bits a colour.
const MAX_DECODED: u64 = 3 * MAX_PIXELS;
/// Most bytes a decoder may take beside that.
const MAX_ALLOCATION: u64 = 64 * 1024 * 1024;

/// The photo as a JPEG that holds its pixels and nothing else.
pub(super) fn clean(bytes: &[u8], sent: Sent) -> Result<Vec<u8>, Unfit> {
    let format = match sent {
        Sent::Png => ImageFormat::Png,
        Sent::Webp => ImageFormat::WebP,
        Sent::Jpeg | Sent::Pdf => ImageFormat::Jpeg,
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOCATION);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unfit)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > MAX_DECODED {
        return Err(Unfit::TooLarge);
    }
    // An unreadable orientation is none.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(unfit)?;
    if width.max(height) > MAX_SIDE {
        image = image.thumbnail(MAX_SIDE, MAX_SIDE);
    }
    image.apply_orientation(orientation);
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY).encode_image(&on_white(image)).map_err(unfit)?;
    Ok(out)
}

fn unfit(error: image::ImageError) -> Unfit {
    match error {
        image::ImageError::Limits(_) => Unfit::TooLarge,
        _ => Unfit::Broken,
    }
}

/// JPEG has no transparency: what shines through is white, like paper.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let image::Rgba([red, green, blue, alpha]) = *image.get_pixel(x, y);
        let blend = |channel: u8| {
            let mixed = u32::from(channel) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([blend(red), blend(green), blend(blue)])
    })
}
