//! What a column can be.

text_enum! {
    /// What the rows of a file are.
    ImportKind { Cases = "cases", Services = "services" }
}

impl ImportKind {
    /// Most rows of one file. A case is opened row by row as by hand; services go in together.
    #[must_use]
    pub const fn most_rows(self) -> usize {
        match self {
            Self::Cases => 5_000,
            Self::Services => 100_000,
        }
    }
}

text_enum! {
    /// What a column holds.
    ImportField {
        CodeName = "code_name",
        GivenNames = "given_names",
        FamilyNames = "family_names",
        OtherNames = "other_names",
        Sex = "sex",
        BirthDate = "birth_date",
        BirthYear = "birth_year",
        Nationality = "nationality",
        Languages = "languages",
        Phone = "phone",
        Email = "email",
        /// The number of the case in the office's own list: services find their case by it.
        Reference = "reference",
        CaseStatus = "case_status",
        OpenedOn = "opened_on",
        ClosedOn = "closed_on",
        CloseReason = "close_reason",
        Risk = "risk",
        Worker = "worker",
        ConsentOn = "consent_on",
        Summary = "summary",
        /// The number of the case, here or in the office's own list.
        Case = "case",
        ServiceType = "service_type",
        ServiceStatus = "service_status",
        Day = "day",
        Quantity = "quantity",
        Cost = "cost",
        Currency = "currency",
        Fund = "fund",
        Provider = "provider",
        Place = "place",
        Note = "note",
    }
}

impl ImportField {
    /// Which rows have it.
    #[must_use]
    pub const fn kind(self) -> ImportKind {
        match self {
            Self::CodeName
            | Self::GivenNames
            | Self::FamilyNames
            | Self::OtherNames
            | Self::Sex
            | Self::BirthDate
            | Self::BirthYear
            | Self::Nationality
            | Self::Languages
            | Self::Phone
            | Self::Email
            | Self::Reference
            | Self::CaseStatus
            | Self::OpenedOn
            | Self::ClosedOn
            | Self::CloseReason
            | Self::Risk
            | Self::Worker
            | Self::ConsentOn
            | Self::Summary => ImportKind::Cases,
            Self::Case
            | Self::ServiceType
            | Self::ServiceStatus
            | Self::Day
            | Self::Quantity
            | Self::Cost
            | Self::Currency
            | Self::Fund
            | Self::Provider
            | Self::Place
            | Self::Note => ImportKind::Services,
        }
    }

    /// Whether no row can do without it.
    #[must_use]
    pub const fn is_needed(self) -> bool {
        matches!(self, Self::OpenedOn | Self::Case | Self::ServiceType | Self::Day)
    }

    /// Whether it holds days.
    #[must_use]
    pub const fn is_day(self) -> bool {
        matches!(self, Self::BirthDate | Self::OpenedOn | Self::ClosedOn | Self::ConsentOn | Self::Day)
    }
}

/// The letter of a column as spreadsheets show it: A, B … Z, AA.
///
/// ```
/// use yaninda_shared::imports::letter;
/// assert_eq!([letter(0), letter(25), letter(26), letter(701)], ["A", "Z", "AA", "ZZ"]);
/// ```
#[must_use]
pub fn letter(column: u16) -> String {
    let (mut rest, mut letters) = (u32::from(column) + 1, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.extend(char::from_u32('A' as u32 + rest % 26));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
