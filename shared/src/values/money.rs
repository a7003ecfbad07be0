//! Money: integer minor units and an ISO 4217 currency.

use serde::{Deserialize, Serialize};

use super::{ValueError, numbers::plain_digits};

const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD \
HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA \
MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF \
SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES \
VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";

/// An ISO 4217 currency code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[A-Z]{3}$", example = "TRY"))]
pub struct Currency([u8; 3]);

impl Currency {
    /// The Turkish lira, the default of the first programme.
    pub const TRY: Self = Self(*b"TRY");

    /// Parses a code such as `TRY`. Errors: `UnknownCurrency`.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let bytes: [u8; 3] = text.as_bytes().try_into().map_err(|_| ValueError::UnknownCurrency)?;
        if CURRENCIES.split_ascii_whitespace().any(|known| known == text) {
            Ok(Self(bytes))
        } else {
            Err(ValueError::UnknownCurrency)
        }
    }

    /// The three letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many decimal digits one unit has (ISO 4217 exponent).
    #[must_use]
    pub fn digits(&self) -> u32 {
        match self.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV"
            | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = ValueError;
    fn try_from(text: String) -> Result<Self, ValueError> {
        Self::parse(&text)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.as_str().to_owned()
    }
}

/// An amount: 0 to ten thousand million units, in minor units (kuruş, cent).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawMoney", into = "RawMoney")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Money {
    /// Minor units.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000_000i64))]
    minor: i64,
    currency: Currency,
}

/// The wire shape of [`Money`], not yet checked.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawMoney {
    /// Minor units.
    pub minor: i64,
    /// ISO 4217.
    pub currency: Currency,
}

impl Money {
    /// The largest amount in minor units.
    pub const MAX_MINOR: i64 = 1_000_000_000_000;

    /// Checks an amount. Errors: `Negative`, `TooLarge`.
    pub const fn new(minor: i64, currency: Currency) -> Result<Self, ValueError> {
        if minor < 0 {
            Err(ValueError::Negative)
        } else if minor > Self::MAX_MINOR {
            Err(ValueError::TooLarge)
        } else {
            Ok(Self { minor, currency })
        }
    }

    /// Reads an amount as a person types it, `18500`, `18.500,50` or `18,500.50`. Errors: `Empty`, `WrongType`, `TooLarge`.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, ValueError> {
        let text = plain_digits(text);
        let text = text.trim().trim_start_matches('+');
        if text.is_empty() {
            return Err(ValueError::Empty);
        }
        if text.starts_with('-') {
            return Err(ValueError::Negative);
        }
        let digits = currency.digits() as usize;
        // The last separator is the decimal one if at most `digits` digits follow it.
        let split = text.rfind(['.', ',']).filter(|at| {
            let tail = text.len() - at - 1;
            digits > 0 && tail > 0 && tail <= digits
        });
        let (whole, fraction) = match split {
            Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default()),
            None => (text, ""),
        };
        let whole: String = whole.chars().filter(|c| !matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\'')).collect();
        if whole.len() > 13 {
            return Err(ValueError::TooLarge);
        }
        let number = format!("{whole}{fraction:0<digits$}");
        let minor = number.parse::<i64>().map_err(|_| ValueError::WrongType)?;
        Self::new(minor, currency)
    }

    /// Minor units.
    #[must_use]
    pub const fn minor(&self) -> i64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub const fn currency(&self) -> Currency {
        self.currency
    }
}

impl TryFrom<RawMoney> for Money {
    type Error = ValueError;
    fn try_from(raw: RawMoney) -> Result<Self, ValueError> {
        Self::new(raw.minor, raw.currency)
    }
}

impl From<Money> for RawMoney {
    fn from(money: Money) -> Self {
        Self { minor: money.minor, currency: money.currency }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, minor) in [
            ("18500", 1_850_000),
            ("18.500,50", 1_850_050),
            ("18,500.5", 1_850_050),
            ("18.500", 1_850_000),
            ("١٨٥٠٠", 1_850_000),
            ("۱۸٬۵۰۰٫۵۰", 1_850_050),
        ] {
            assert_eq!(Money::parse(typed, Currency::TRY).map(|m| m.minor()), Ok(minor), "{typed}");
        }
        assert_eq!(Money::parse("-1", Currency::TRY), Err(ValueError::Negative));
        assert_eq!(Money::parse("99999999999999", Currency::TRY), Err(ValueError::TooLarge));
        assert_eq!(Money::parse("12a", Currency::TRY), Err(ValueError::WrongType));
    }

    #[test]
    fn currencies_are_those_of_iso_4217() {
        assert!(Currency::parse("TRY").is_ok());
        assert_eq!(Currency::parse("ABC"), Err(ValueError::UnknownCurrency));
        assert_eq!(Currency::parse("JPY").map(|c| c.digits()), Ok(0));
    }
}
