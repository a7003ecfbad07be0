//! The letters that papers are set in, built into the program (`server/fonts/`, SIL Open Font License).

use std::sync::LazyLock;

use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

/// Latin, Greek and Cyrillic; Arabic with Persian; then scripts in which only names are written. Fonts that put Arabic letters
/// together from skeletons and dots will not do: who copies from the paper, or has it read out, would get each letter twice.
const FILES: [&[u8]; 8] = [
    include_bytes!("../../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../../fonts/Amiri-Regular.ttf"),
    include_bytes!("../../fonts/Amiri-Bold.ttf"),
    include_bytes!("../../fonts/NotoSansBengali-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansDevanagari-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansEthiopic-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansGeorgian-Regular.ttf"),
];

/// All fonts, and what typst looks them up in.
pub(super) struct Fonts {
    pub all: Vec<Font>,
    pub book: LazyHash<FontBook>,
}

/// Read once.
pub(super) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let all: Vec<Font> = FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect();
    let book = LazyHash::new(FontBook::from_fonts(&all));
    Fonts { all, book }
});

impl Fonts {
    /// Whether a font has this character.
    pub fn has(&self, letter: char) -> bool {
        self.all.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_font_and_the_languages_have_their_letters() {
        assert_eq!(FONTS.all.len(), FILES.len());
        let letters = "Aazğıİşéœ АЯыїєґ ابپچژگکیئءة ۰۹٠٩ ქართ አማርኛ বাংলা हिन्दी – … « » „ “ ₺ €";
        let missing: String = letters.chars().filter(|letter| !FONTS.has(*letter)).collect();
        assert_eq!(missing, "");
    }
}
