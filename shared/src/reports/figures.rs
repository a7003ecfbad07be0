//! A table of figures, as a screen shows it and as a file holds it.

use serde::{Deserialize, Serialize};

use super::axis::{Axis, Further};

text_enum! {
    /// The tables of a report.
    ReportTable {
        /// Everybody for whom a service was delivered or in progress, each once.
        People = "people",
        Services = "services",
        ServicesByAge = "services_by_age",
        ServicesByNationality = "services_by_nationality",
        /// As published: by groups of status.
        ServicesByGroup = "services_by_group",
        PeopleByAge = "people_by_age",
        PeopleByNationality = "people_by_nationality",
        Cases = "cases",
        Milestones = "milestones",
        /// From the first rating to the latest by the end of the period, of everybody rated by then.
        Outcomes = "outcomes",
        Appointments = "appointments",
        ServicesByFund = "services_by_fund",
        /// As published: who was rated in a month, and how that compares with their first rating. Each month counts a
        /// person once in a domain; longer periods add the months up.
        Ratings = "ratings",
        /// As published: money, which is no count. One table a currency, in whole units of it.
        Spend = "spend",
    }
}

impl ReportTable {
    /// What its rows are, and what its columns are.
    #[must_use]
    pub const fn axes(self) -> (Axis, Axis) {
        match self {
            Self::People => (Axis::Whole, Axis::Whole),
            Self::Services => (Axis::Category, Axis::Status),
            Self::ServicesByGroup => (Axis::Category, Axis::StatusGroup),
            Self::ServicesByAge | Self::PeopleByAge => (Axis::Age, Axis::Sex),
            Self::ServicesByNationality | Self::PeopleByNationality => (Axis::Nationality, Axis::Whole),
            Self::Cases => (Axis::Flow, Axis::Whole),
            Self::Milestones => (Axis::Milestone, Axis::Whole),
            Self::Outcomes | Self::Ratings => (Axis::Domain, Axis::Change),
            Self::ServicesByFund => (Axis::Fund, Axis::Whole),
            Self::Spend => (Axis::Category, Axis::Currency),
            Self::Appointments => (Axis::Appointment, Axis::Whole),
        }
    }
}

/// One row: a figure for each column, and one for all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FigureRow {
    /// A code of the table's row axis, or `total`.
    pub code: String,
    /// In the order of the columns, the total last; null where the figure is hidden.
    pub cells: Vec<Option<u64>>,
}

/// A table of figures, margins included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    pub table: ReportTable,
    /// Codes of the column axis, `total` last.
    pub columns: Vec<String>,
    pub rows: Vec<FigureRow>,
    /// Nothing of it could be published.
    #[serde(default)]
    pub withheld: bool,
}

impl Figures {
    /// A table of these cells: row by row, each row's total after its columns, the row of totals last.
    #[must_use]
    pub fn new(table: ReportTable, rows: &[String], columns: &[String], cells: &[Option<u64>]) -> Self {
        let with_total = |codes: &[String]| {
            let total = Further::Total.as_str().to_owned();
            codes.iter().cloned().chain([total]).collect::<Vec<String>>()
        };
        let columns = with_total(columns);
        let has_total = table.axes().0.has_total();
        let lines = with_total(rows).into_iter().zip(cells.chunks(columns.len()));
        let rows = lines
            .filter(|(code, _)| has_total || code != Further::Total.as_str())
            .map(|(code, cells)| FigureRow { code, cells: cells.to_vec() })
            .collect();
        Self { table, columns, rows, withheld: false }
    }

    /// Hidden figures.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.is_none()).count()
    }
}
