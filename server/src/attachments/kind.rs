//! What a file may be sent as.

use clap::ValueEnum;
use yaninda_shared::problem::Code;

use crate::problem::{ApiError, ApiResult};

/// What a file may be sent as; the names are those of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Sent {
    Jpeg,
    Png,
    Webp,
    Pdf,
}

impl Sent {
    /// By the content type. Errors: 415.
    pub(super) fn from_header(text: &str) -> ApiResult<Self> {
        match text.split(';').next().unwrap_or_default().trim() {
            "image/jpeg" => Ok(Self::Jpeg),
            "image/png" => Ok(Self::Png),
            "image/webp" => Ok(Self::Webp),
            "application/pdf" => Ok(Self::Pdf),
            _ => Err(ApiError::Refused(Code::UnsupportedMediaType)),
        }
    }

    /// By its first bytes.
    pub(super) fn from_content(bytes: &[u8]) -> Option<Self> {
        let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if webp {
            Some(Self::Webp)
        } else if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }

    /// As the command line says it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_understands_every_name() {
        for sent in Sent::value_variants() {
            assert_eq!(Sent::from_str(sent.name(), false), Ok(*sent));
        }
    }
}
