//! Making a chosen file ready: a photo of any kind the browser can decode becomes an upright JPEG of its pixels alone,
//! drawn anew on a canvas, so that place and camera stay on the device. A PDF goes as it is; the server cleans it.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlImageElement};
use yaninda_shared::attachments::{MAX_BYTES, MAX_PIXELS, MediaType};

use crate::{
    browser,
    i18n::{Key, k},
    object_url::ObjectUrl,
};

/// Longest side of what is sent; the server keeps no more.
const MAX_SIDE: u32 = 2560;
const QUALITY: f64 = 0.86;

/// Why a file cannot be used: what to do, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unfit(pub Key);

/// A file that can be sent.
pub(super) struct Ready {
    pub media_type: MediaType,
    pub blob: Blob,
}

/// Checks and converts. Errors: too large, too many pixels, a kind this browser cannot read.
pub(super) async fn prepare(file: &File) -> Result<Ready, Unfit> {
    let name = file.name().to_lowercase();
    let ready = if file.type_() == MediaType::Pdf.as_str() || name.ends_with(".pdf") {
        Ready { media_type: MediaType::Pdf, blob: file.clone().unchecked_into() }
    } else {
        let heic = file.type_().starts_with("image/hei") || name.ends_with(".heic") || name.ends_with(".heif");
        let unreadable = Unfit(if heic { k::FILES_HEIC } else { k::FILES_UNREADABLE });
        Ready { media_type: MediaType::Jpeg, blob: redraw(file, unreadable).await? }
    };
    #[expect(clippy::cast_precision_loss, reason = "ten million")]
    if ready.blob.size() > MAX_BYTES as f64 { Err(Unfit(k::FILES_TOO_LARGE)) } else { Ok(ready) }
}

async fn redraw(file: &File, unreadable: Unfit) -> Result<Blob, Unfit> {
    let failed = |_: JsValue| unreadable;
    let url = ObjectUrl::new(file).ok_or(unreadable)?;
    let image = HtmlImageElement::new().map_err(failed)?;
    // `load` knows the size before anything is decoded.
    let loaded = Promise::new(&mut |resolve, reject| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
    });
    image.set_src(url.as_str());
    JsFuture::from(loaded).await.map_err(failed)?;
    let (width, height) = (image.natural_width(), image.natural_height());
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Unfit(k::FILES_TOO_MANY_PIXELS));
    }
    JsFuture::from(image.decode()).await.map_err(failed)?;
    let (width, height) = fit(width, height);
    let document = browser::document().ok_or(unreadable)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").map_err(failed)?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").map_err(failed)?.ok_or(unreadable)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let (wide, high) = (f64::from(width), f64::from(height));
    // What is transparent becomes white, not black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, wide, high);
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high).map_err(failed)?;
    let encoded = Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| resolve.call1(&JsValue::NULL, &blob));
        let quality = JsValue::from_f64(QUALITY);
        if let Err(why) = canvas.to_blob_with_type_and_encoder_options(done.unchecked_ref(), "image/jpeg", &quality) {
            let _ = reject.call1(&JsValue::NULL, &why);
        }
    });
    let blob = JsFuture::from(encoded).await.map_err(failed)?.dyn_into::<Blob>().map_err(failed)?;
    // Gives the pixels back at once; phones hold few canvases.
    canvas.set_width(0);
    Ok(blob)
}

/// The size on the canvas: at most [`MAX_SIDE`] on its longer side, in proportion.
fn fit(width: u32, height: u32) -> (u32, u32) {
    let longer = width.max(height);
    if longer <= MAX_SIDE {
        return (width, height);
    }
    let scaled = |side: u32| {
        let side = u64::from(side) * u64::from(MAX_SIDE) / u64::from(longer);
        u32::try_from(side).unwrap_or(MAX_SIDE).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_photo_is_made_smaller_in_proportion() {
        assert_eq!(fit(640, 480), (640, 480));
        assert_eq!(fit(4000, 3000), (2560, 1920));
        assert_eq!(fit(3000, 8000), (960, 2560));
        assert_eq!(fit(20_000, 3), (2560, 1));
    }
}
