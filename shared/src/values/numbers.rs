//! Numbers as people type them: with the digits of their own script.

use super::ValueError;

/// The text with Arabic and Persian digits and separators written as `0`–`9`, `.` and `,`.
#[must_use]
pub fn plain_digits(text: &str) -> String {
    let plain = |c: char| match c {
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '٫' => '.',
        '٬' => ',',
        c => c,
    };
    text.chars().map(plain).collect()
}

fn digit(c: char, zero: char) -> char {
    char::from_digit((c as u32).saturating_sub(zero as u32), 10).unwrap_or(c)
}

/// Reads a whole number from 0. Errors: `Empty`, `Negative`, `TooLarge`, `WrongType`.
pub fn parse_count(text: &str) -> Result<i64, ValueError> {
    let plain = plain_digits(text.trim());
    match plain.as_str() {
        "" => Err(ValueError::Empty),
        text if text.starts_with('-') => Err(ValueError::Negative),
        text if !text.bytes().all(|byte| byte.is_ascii_digit()) => Err(ValueError::WrongType),
        text => text.parse().map_err(|_| ValueError::TooLarge),
    }
}

/// Reads hundredths of a unit: `1`, `1.5`, `1,5`. Errors: `Empty`, `Negative`, `TooLarge`, `WrongType`.
pub fn parse_hundredths(text: &str) -> Result<i64, ValueError> {
    let plain = plain_digits(text.trim());
    let (whole, part) = plain.split_once(['.', ',']).unwrap_or((&plain, ""));
    if part.len() > 2 {
        return Err(ValueError::WrongType);
    }
    if whole.len() > 9 {
        return Err(ValueError::TooLarge);
    }
    if whole.is_empty() { parse_count(whole) } else { parse_count(&format!("{whole}{part:0<2}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_the_digits_of_three_scripts() {
        for typed in ["12", " ١٢ ", "۱۲"] {
            assert_eq!(parse_count(typed), Ok(12), "{typed}");
            assert_eq!(parse_hundredths(typed), Ok(1200), "{typed}");
        }
        for typed in ["1.5", "1,5", "١٫٥", "۱٫۵"] {
            assert_eq!(parse_hundredths(typed), Ok(150), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        assert_eq!(parse_count("twelve"), Err(ValueError::WrongType));
        assert_eq!(parse_count("-1"), Err(ValueError::Negative));
        assert_eq!(parse_count("99999999999999999999"), Err(ValueError::TooLarge));
        assert_eq!(parse_hundredths("1.555"), Err(ValueError::WrongType));
        assert_eq!(parse_hundredths(""), Err(ValueError::Empty));
    }
}
