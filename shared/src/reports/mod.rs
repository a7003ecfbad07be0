//! Figures of an office, for its supervisors and for donors.

mod identification;
mod people;

pub use identification::{
    Comparison, FEWEST_TO_COMPARE, IdentificationReport, SeriesWorkshop, UnitParticipants, UnitReferrals,
};
pub use people::{AgeGroup, PeopleCount, PeopleReport};

mod age;
mod axis;
mod donor;
mod figures;
mod services;

pub use age::{AgeBand, Born};
pub use axis::{Axis, CaseFlow, FundRow, Further, RatingChange, StatusGroup};
pub use donor::{DonorReport, Spend};
pub use figures::{FigureRow, Figures, ReportTable};
pub use services::{ServiceCount, ServiceReport};
