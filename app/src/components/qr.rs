//! A QR code as SVG, for authenticator apps.

use std::fmt::Write;

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Path of the dark squares and the side length, with a quiet zone of four.
fn path(text: &str) -> Option<(String, i32)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{} {}h1v1h-1z", x + 4, y + 4);
        }
    }
    Some((path, code.size() + 8))
}

/// Black on white in every theme: cameras need that.
#[component]
pub fn Qr(text: String, #[prop(into)] label: String) -> impl IntoView {
    path(&text).map(|(path, size)| {
        view! {
            <svg class="qr" role="img" aria-label=label viewBox=format!("0 0 {size} {size}") shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#fff"></rect>
                <path d=path fill="#000"></path>
            </svg>
        }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_authenticator_address_fits() {
        let address =
            "otpauth://totp/Calendar:someone@office.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Calendar";
        let (path, size) = super::path(address).unwrap();
        assert!(size > 30 && path.starts_with("M4 4h1v1h-1z"));
    }
}
