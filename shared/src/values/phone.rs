//! Phone numbers in E.164.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ValueError, numbers::plain_digits};

/// `+` and 8 to 15 digits (ITU-T E.164), typed in any of the three scripts. Spaces, brackets, dots and hyphens are dropped, `00` becomes `+`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "+905551112233"))]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Parses a number. Errors: `Empty`, `NotAPhoneNumber`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        if text.trim().is_empty() {
            return Err(ValueError::Empty);
        }
        if text.len() > 60 {
            return Err(ValueError::NotAPhoneNumber);
        }
        let bare: String =
            plain_digits(text).chars().filter(|c| !matches!(c, ' ' | '(' | ')' | '-' | '.' | '/' | '\u{a0}')).collect();
        let digits = match bare.strip_prefix('+').or_else(|| bare.strip_prefix("00")) {
            Some(rest) => rest.to_owned(),
            // A mobile number as people in Türkiye write it.
            None if bare.len() == 11 && bare.starts_with("05") => format!("9{bare}"),
            None => return Err(ValueError::NotAPhoneNumber),
        };
        let good =
            (8..=15).contains(&digits.len()) && !digits.starts_with('0') && digits.chars().all(|c| c.is_ascii_digit());
        if good { Ok(Self(format!("+{digits}"))) } else { Err(ValueError::NotAPhoneNumber) }
    }

    /// The number, beginning with `+`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        Self::parse(&text)
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> String {
        number.0
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<phone number>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_in_the_digits_of_three_scripts() {
        for typed in ["+90 555 000 11 22", "0555 000 11 22", "٠٥٥٥٠٠٠١١٢٢", "۰۵۵۵ ۰۰۰ ۱۱ ۲۲"] {
            assert_eq!(PhoneNumber::parse(typed).map(String::from), Ok("+905550001122".to_owned()), "{typed}");
        }
        assert!(PhoneNumber::parse("call me").is_err());
    }
}
