//! What the rows and columns of a table of figures stand for.

use std::cmp::Ordering;

use crate::{
    appointments::AppointmentState,
    cases::Sex,
    catalogue::Category,
    milestones::MilestoneKind,
    outcomes::{OutcomeDomain, Standing},
    reports::AgeBand,
    services::ServiceStatus,
};

text_enum! {
    /// Services by how far they are, as they are published: fewer figures that hide less.
    StatusGroup { Open = "open", Delivered = "delivered", Ended = "ended" }
}

impl From<ServiceStatus> for StatusGroup {
    fn from(status: ServiceStatus) -> Self {
        match status {
            ServiceStatus::Delivered => Self::Delivered,
            status if status.is_open() => Self::Open,
            _ => Self::Ended,
        }
    }
}

text_enum! {
    /// What happened to cases in a period.
    CaseFlow { Opened = "opened", Closed = "closed" }
}

text_enum! {
    /// From the first rating of a domain to the latest.
    RatingChange {
        Up = "up",
        Same = "same",
        Down = "down",
        /// There is only the first.
        Once = "once",
    }
}

impl From<&Standing> for RatingChange {
    fn from(standing: &Standing) -> Self {
        match standing.latest.get().cmp(&standing.first.get()) {
            _ if standing.ratings < 2 => Self::Once,
            Ordering::Greater => Self::Up,
            Ordering::Equal => Self::Same,
            Ordering::Less => Self::Down,
        }
    }
}

text_enum! {
    /// Services that no fund of the list has paid.
    FundRow {
        None = "none",
        /// By a code that is in no office's list of funds.
        Other = "other",
    }
}

text_enum! {
    /// Rows and columns that are no value of any list.
    Further {
        Total = "total",
        /// Not among those that have a row of their own.
        Other = "other",
        Unknown = "unknown",
        /// A milestone that the office has added.
        Own = "own",
    }
}

/// A list of categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// One row, or one column, without a name of its own.
    Whole,
    Category,
    Status,
    StatusGroup,
    Sex,
    Age,
    Nationality,
    Flow,
    Milestone,
    Domain,
    Change,
    Appointment,
    /// Funds by their codes, after the rows that are none.
    Fund,
    /// Codes of currencies.
    Currency,
}

/// Nationalities with a row of their own in what is published. A fixed list: what is published in one year must be
/// comparable with what is published in the next, and a row of few people is hidden anyway.
const NATIONALITIES: [&str; 16] =
    ["AF", "AZ", "GE", "ID", "IQ", "IR", "KG", "MA", "MD", "RU", "SY", "TM", "TR", "UA", "UG", "UZ"];

fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().copied().map(name).collect()
}

impl Axis {
    /// The codes of its categories in their order; of funds and currencies, which are data, those that are always there.
    #[must_use]
    pub fn categories(self) -> Vec<&'static str> {
        let own = [Further::Own.as_str()];
        let rest = [Further::Other.as_str(), Further::Unknown.as_str()];
        match self {
            Self::Whole | Self::Currency => Vec::new(),
            Self::Category => names(Category::ALL, Category::as_str),
            Self::Status => names(ServiceStatus::ALL, ServiceStatus::as_str),
            Self::StatusGroup => names(StatusGroup::ALL, StatusGroup::as_str),
            Self::Sex => names(Sex::ALL, Sex::as_str),
            Self::Age => names(AgeBand::ALL, AgeBand::as_str),
            Self::Nationality => NATIONALITIES.into_iter().chain(rest).collect(),
            Self::Flow => names(CaseFlow::ALL, CaseFlow::as_str),
            Self::Milestone => names(MilestoneKind::ALL, MilestoneKind::as_str).into_iter().chain(own).collect(),
            Self::Domain => OutcomeDomain::ALL.iter().filter(|one| one.is_counted()).map(|one| one.as_str()).collect(),
            Self::Change => names(RatingChange::ALL, RatingChange::as_str),
            Self::Appointment => names(AppointmentState::ALL, AppointmentState::as_str),
            Self::Fund => names(FundRow::ALL, FundRow::as_str),
        }
    }

    /// What the texts of its categories begin with in the locale files; nationalities, funds and currencies have none there.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Whole | Self::Nationality | Self::Currency => "further",
            Self::Category => "category",
            Self::Status => "service_status",
            Self::StatusGroup => "status_group",
            Self::Sex => "sex",
            Self::Age => "age_band",
            Self::Flow => "case_flow",
            Self::Milestone => "milestone",
            Self::Domain => "outcome_domain",
            Self::Change => "rating_change",
            Self::Appointment => "appointment_state",
            Self::Fund => "fund_row",
        }
    }

    /// The key of the text of one of its categories; nothing for the code of a country, which has a name elsewhere, or of a
    /// fund or a currency, which is its own name.
    #[must_use]
    pub fn key(self, code: &str) -> Option<String> {
        match Further::from_code(code) {
            Some(Further::Other) if self == Self::Fund => Some(format!("{}.{code}", self.prefix())),
            Some(_) if self != Self::Age => Some(format!("further.{code}")),
            None if matches!(self, Self::Nationality | Self::Currency) => None,
            None if self == Self::Fund && FundRow::from_code(code).is_none() => None,
            _ if code == Further::Total.as_str() => Some(format!("further.{code}")),
            _ => Some(format!("{}.{code}", self.prefix())),
        }
    }

    /// Whether "all of them are in one of these" tells something about each person.
    #[must_use]
    pub const fn identifies(self) -> bool {
        matches!(self, Self::Category | Self::Sex | Self::Age | Self::Nationality | Self::Milestone | Self::Change)
    }

    /// Whether the sum of all categories means something to a reader.
    #[must_use]
    pub const fn has_total(self) -> bool {
        !matches!(self, Self::Flow | Self::Domain)
    }
}
