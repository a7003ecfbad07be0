//! What can be wrong with a row; the app says of each what it is and what helps.

use crate::values::ValueError;

text_enum! {
    /// Why a row cannot be brought in, or who it may be about.
    Trouble {
        Missing = "missing",
        TooLong = "too_long",
        BadText = "bad_text",
        NotADate = "not_a_date",
        AmbiguousDate = "ambiguous_date",
        InTheFuture = "in_the_future",
        BeforeOpening = "before_opening",
        BeforeBirth = "before_birth",
        UnknownValue = "unknown_value",
        UnknownCountry = "unknown_country",
        UnknownLanguage = "unknown_language",
        UnknownCurrency = "unknown_currency",
        UnknownService = "unknown_service",
        UnknownCase = "unknown_case",
        SeveralCases = "several_cases",
        CaseClosed = "case_closed",
        UnknownWorker = "unknown_worker",
        NotANumber = "not_a_number",
        OutOfRange = "out_of_range",
        NotAPhone = "not_a_phone",
        NotAnEmail = "not_an_email",
        NameTaken = "name_taken",
        /// A row further up has this code name.
        NameTwice = "name_twice",
        Merged = "merged",
        NoFormulaValue = "no_formula_value",
        FormulaError = "formula_error",
        TooManyCells = "too_many_cells",
        /// It costs more than the office's limit, and as many rows as may wait for a supervisor stand further up.
        TooManyAbove = "too_many_above",
        /// Somebody of the same name and year of birth, or with the same number, stands further up.
        SameAsRow = "same_as_row",
        /// Somebody of the same name and year of birth, or with the same number, has a case.
        SameAsCase = "same_as_case",
    }
}

impl Trouble {
    /// Whether it is about a person who may be known already.
    #[must_use]
    pub const fn is_double(self) -> bool {
        matches!(self, Self::SameAsRow | Self::SameAsCase)
    }
}

impl From<ValueError> for Trouble {
    fn from(why: ValueError) -> Self {
        match why {
            ValueError::Empty | ValueError::Missing => Self::Missing,
            ValueError::TooLong | ValueError::TooShort => Self::TooLong,
            ValueError::ControlCharacter | ValueError::BadCharacters | ValueError::NotNeutral => Self::BadText,
            ValueError::NotAnEmail => Self::NotAnEmail,
            ValueError::NotAPhoneNumber => Self::NotAPhone,
            ValueError::UnknownCurrency => Self::UnknownCurrency,
            ValueError::Negative | ValueError::Zero | ValueError::TooLarge | ValueError::OutOfScale => Self::OutOfRange,
            ValueError::UnknownCountry => Self::UnknownCountry,
            ValueError::UnknownLanguage => Self::UnknownLanguage,
            ValueError::ImpossibleDate | ValueError::NoSuchTime => Self::NotADate,
            ValueError::InTheFuture => Self::InTheFuture,
            ValueError::BeforeStart | ValueError::InThePast => Self::BeforeOpening,
            ValueError::WrongType => Self::NotANumber,
            ValueError::Taken => Self::NameTaken,
            ValueError::NotUuidV7
            | ValueError::UnknownField
            | ValueError::UnknownValue
            | ValueError::NotAllowedHere
            | ValueError::TooCommon
            | ValueError::UnknownZone
            | ValueError::NotAKey => Self::UnknownValue,
        }
    }
}
