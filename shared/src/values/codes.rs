//! Codes: of public lists, ISO 3166-1 alpha-2 countries and ISO 639 languages; and of the programme's own funds.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::ValueError;

// Both in alphabetical order: they are searched by halves.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE \
KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW \
MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE \
SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE \
VG VI VN VU WF WS XK YE YT ZA ZM ZW";

const LANGUAGES: &str = "aa ab af ak am ar as ay az ba be bg bi bm bn bo br bs ca ce ckb cs cy da de dv dz ee el en eo es et \
eu fa fat ff fi fj fo fr fy ga gaa gd gl gn gu ha he hi hr ht hu hy id ig is it ja jv ka kg ki kk kl km kmr kn ko kr ks ku \
ky la lb lg ln lo lt lua lv mg mi mk ml mn mr ms mt my na ne nl no ny om or os pa pl prs ps pt qu rm rn ro ru rw sa sd sg \
sgn si sk sl sm sn so sq sr ss st sv sw ta te tg th ti tk tn to tr ts tt tw ty ug uk ur uz ve vi wo xh yi yo zh zu zza";

/// The code of a fund that pays: 1 to 32 capital letters, digits, dots, hyphens and underscores. It stands in clear, so
/// it has no room for a sentence about somebody.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[A-Z0-9._-]{1,32}$", example = "NL-2026"))]
pub struct FundCode(String);

impl FundCode {
    /// Parses a code; small letters are made capital. Errors: `Empty`, `TooLong`, `BadCharacters`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let code = text.trim().to_ascii_uppercase();
        let good = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
        match code.len() {
            0 => Err(ValueError::Empty),
            33.. => Err(ValueError::TooLong),
            _ if !code.chars().all(good) => Err(ValueError::BadCharacters),
            _ => Ok(Self(code)),
        }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FundCode {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        Self::parse(&text)
    }
}

impl From<FundCode> for String {
    fn from(code: FundCode) -> String {
        code.0
    }
}

macro_rules! code {
    ($($(#[$meta:meta])* $name:ident of $list:ident else $error:ident;)+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 2, max_length = 3))]
        pub struct $name(String);

        impl $name {
            /// Takes a code of the list.
            pub fn parse(text: &str) -> Result<Self, ValueError> {
                match Self::list().binary_search(&text) {
                    Ok(_) => Ok(Self(text.to_owned())),
                    Err(_) => Err(ValueError::$error),
                }
            }

            /// The code.
            #[must_use]
            pub fn as_str(&self) -> &str { &self.0 }

            /// Every code of the list.
            pub fn all() -> impl Iterator<Item = &'static str> { Self::list().iter().copied() }

            /// The list, split once: codes are read with every case that is opened.
            fn list() -> &'static [&'static str] {
                static LIST: LazyLock<Vec<&str>> = LazyLock::new(|| $list.split_ascii_whitespace().collect());
                &LIST
            }
        }

        impl TryFrom<String> for $name {
            type Error = ValueError;
            fn try_from(text: String) -> Result<Self, ValueError> { Self::parse(&text) }
        }

        impl From<$name> for String {
            fn from(code: $name) -> String { code.0 }
        }
    )+ };
}

code! {
    /// A country or territory, ISO 3166-1 alpha-2.
    Country of COUNTRIES else UnknownCountry;
    /// A language, ISO 639-1 where there is one, else ISO 639-3 (`ckb`, `kmr`, `prs`, `sgn`).
    LanguageTag of LANGUAGES else UnknownLanguage;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_lists_is_taken_and_no_other() {
        assert!(Country::all().all(|code| Country::parse(code).is_ok()));
        assert!(LanguageTag::all().all(|code| LanguageTag::parse(code).is_ok()));
        for wrong in ["", "XX", "tr", "TUR", "TR UA"] {
            assert_eq!(Country::parse(wrong), Err(ValueError::UnknownCountry));
        }
        for wrong in ["", "xx", "TR", "tur"] {
            assert_eq!(LanguageTag::parse(wrong), Err(ValueError::UnknownLanguage));
        }
    }

    #[test]
    fn a_fund_is_a_code_and_never_a_sentence() {
        assert_eq!(FundCode::parse(" nl-2026 ").map(String::from), Ok("NL-2026".to_owned()));
        assert_eq!(FundCode::parse("Aksoy family"), Err(ValueError::BadCharacters));
        assert_eq!(FundCode::parse("Şişli"), Err(ValueError::BadCharacters));
        assert_eq!(FundCode::parse(&"A".repeat(33)), Err(ValueError::TooLong));
        assert_eq!(FundCode::parse("  "), Err(ValueError::Empty));
    }
}
