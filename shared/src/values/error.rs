//! Why a value was refused. The text of an error is its stable code: the app translates it.

use thiserror::Error;

/// A refused value. `Display` is the stable code that stands in a problem document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ValueError {
    #[error("empty")]
    Empty,
    #[error("too_long")]
    TooLong,
    #[error("too_short")]
    TooShort,
    #[error("control_character")]
    ControlCharacter,
    #[error("not_uuid_v7")]
    NotUuidV7,
    #[error("not_an_email")]
    NotAnEmail,
    #[error("not_a_phone_number")]
    NotAPhoneNumber,
    #[error("unknown_currency")]
    UnknownCurrency,
    #[error("negative")]
    Negative,
    #[error("zero")]
    Zero,
    #[error("too_large")]
    TooLarge,
    #[error("unknown_country")]
    UnknownCountry,
    #[error("unknown_language")]
    UnknownLanguage,
    #[error("impossible_date")]
    ImpossibleDate,
    #[error("in_the_future")]
    InTheFuture,
    #[error("before_start")]
    BeforeStart,
    #[error("missing")]
    Missing,
    #[error("unknown_field")]
    UnknownField,
    #[error("unknown_value")]
    UnknownValue,
    #[error("wrong_type")]
    WrongType,
    #[error("not_allowed_here")]
    NotAllowedHere,
    #[error("bad_characters")]
    BadCharacters,
    #[error("too_common")]
    TooCommon,
    #[error("taken")]
    Taken,
    #[error("unknown_zone")]
    UnknownZone,
    #[error("no_such_time")]
    NoSuchTime,
    #[error("in_the_past")]
    InThePast,
    #[error("not_neutral")]
    NotNeutral,
    #[error("out_of_scale")]
    OutOfScale,
    #[error("not_a_key")]
    NotAKey,
}

impl ValueError {
    /// Every code, so that a test can hold the locale files against it.
    pub const ALL: &'static [Self] = &[
        Self::Empty,
        Self::TooLong,
        Self::TooShort,
        Self::ControlCharacter,
        Self::NotUuidV7,
        Self::NotAnEmail,
        Self::NotAPhoneNumber,
        Self::UnknownCurrency,
        Self::Negative,
        Self::Zero,
        Self::TooLarge,
        Self::UnknownCountry,
        Self::UnknownLanguage,
        Self::ImpossibleDate,
        Self::InTheFuture,
        Self::BeforeStart,
        Self::Missing,
        Self::UnknownField,
        Self::UnknownValue,
        Self::WrongType,
        Self::NotAllowedHere,
        Self::BadCharacters,
        Self::TooCommon,
        Self::Taken,
        Self::UnknownZone,
        Self::NoSuchTime,
        Self::InThePast,
        Self::NotNeutral,
        Self::OutOfScale,
        Self::NotAKey,
    ];
}
