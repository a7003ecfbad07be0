//! Folding of names for search: "Ayşe", "ayse" and "AYŞE" are the same.

pub mod csv;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds a text to the form that search and duplicate checks compare: lower case, no marks, Turkish ı/İ as i,
/// Arabic letter forms and digits unified, Cyrillic ё as е, one space between words.
///
/// ```
/// use yaninda_shared::text::fold;
/// assert_eq!(fold("AYŞE  Işık"), fold("ayse isik"));
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ı' | 'İ' => folded.push('i'),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            // Alef forms, taa marbuta, alef maqsura and Persian yeh, Persian and Urdu kaf.
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ة' => folded.push('ه'),
            'ى' | 'ی' | 'ئ' => folded.push('ي'),
            'ک' => folded.push('ك'),
            'ؤ' => folded.push('و'),
            'ء' | 'ـ' | '\u{200c}' | '\u{200d}' => {}
            '٠'..='٩' => push_digit(&mut folded, c, '٠'),
            '۰'..='۹' => push_digit(&mut folded, c, '۰'),
            'ё' | 'Ё' => folded.push('е'),
            'ґ' | 'Ґ' => folded.push('г'),
            '\'' | '’' | '`' | 'ʼ' | '.' => {}
            c if c.is_whitespace() || matches!(c, '-' | '_' | ',' | '/') => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_digit(folded: &mut String, c: char, zero: char) {
    let digit = (c as u32).saturating_sub(zero as u32);
    folded.extend(char::from_digit(digit, 10));
}

/// The folded words of a text; of one with an apostrophe also what stands before and after it.
///
/// ```
/// use yaninda_shared::text::words;
/// assert_eq!(words("Ayşe'nin yeri"), ["aysenin", "yeri", "ayse", "nin"]);
/// ```
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let apostrophe = |c: char| matches!(c, '\'' | '’' | '`' | 'ʼ');
    let parts =
        text.split_whitespace().filter(|word| word.contains(apostrophe)).flat_map(|word| word.split(apostrophe));
    let all = std::iter::once(text).chain(parts).map(fold);
    all.flat_map(|folded| folded.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Keeps only letters and digits of a document number, upper-cased, so that "U 123-456" and "u123456" are equal.
#[must_use]
pub fn fold_number(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_the_same() {
        for group in [
            ["Ayşe", "ayse", "AYŞE"],
            ["Iğdır", "ığdır", "IGDIR"],
            ["İpek", "ipek", "IPEK"],
            ["أحمد", "احمد", "اَحمد"],
            ["فاطمة", "فاطمه", "فَاطِمَة"],
            ["علی", "علي", "على"],
            ["Фёдор", "федор", "ФЕДОР"],
            ["Jean-Luc", "jean luc", "JEAN  LUC"],
        ] {
            let folded: Vec<String> = group.iter().map(|name| fold(name)).collect();
            assert!(folded.windows(2).all(|pair| pair.first() == pair.last()), "{group:?} -> {folded:?}");
        }
    }

    #[test]
    fn numbers_are_compared_without_punctuation() {
        assert_eq!(fold_number("U 123-456"), fold_number("u123456"));
        assert_eq!(fold_number("٩٩١٢"), "9912");
    }
}
