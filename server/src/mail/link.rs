//! A link to the survivor's page.

use std::fmt;

use yaninda_shared::values::ValueError;

/// An address of the survivors' own origin: `https` (plain `http` for the demo on one computer), a host, a path; no user,
/// no query, no fragment, nothing that would have to be escaped in a header, in HTML or in a text.
#[derive(Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// Longest a link may be, so that no mail program breaks it.
    pub const MAX: usize = 200;

    /// Takes a link. Errors: `TooLong`, `BadCharacters`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        if text.len() > Self::MAX {
            return Err(ValueError::TooLong);
        }
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let (host, path) = rest.and_then(|rest| rest.split_once('/')).ok_or(ValueError::BadCharacters)?;
        let plain = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'.' | b'_');
        let host_ok = !host.is_empty() && host.bytes().all(|c| plain(c) || matches!(c, b':' | b'[' | b']'));
        if host_ok && path.bytes().all(|c| plain(c) || c == b'/') {
            Ok(Self(text.to_owned()))
        } else {
            Err(ValueError::BadCharacters)
        }
    }

    /// The link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<link>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_address_is_a_link() {
        for good in ["https://randevu.example/7kq2m-_x", "http://localhost:8080/v/abc", "http://[::1]:8080/a"] {
            assert!(Link::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "https://randevu.example",
            "https:///path",
            "https://user@randevu.example/a",
            "https://randevu.example/a?b=c",
            "https://randevu.example/a#b",
            "https://randevu.example/a\r\nBcc: x@y.example",
            "https://randevu.example/\u{202e}a",
            "https://randevu.example/<b>",
            "https://randevu.example/a b",
        ] {
            assert_eq!(Link::parse(bad), Err(ValueError::BadCharacters), "{bad:?}");
        }
        assert_eq!(Link::parse(&format!("https://a.example/{}", "a".repeat(10_000))), Err(ValueError::TooLong));
    }
}
