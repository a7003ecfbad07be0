//! The milestones of the recovery model.

use chrono::Days;

use crate::{outcomes::OutcomeDomain, values::NaiveDate};

text_enum! {
    /// A milestone that every office has.
    MilestoneKind {
        SafePlace = "safe_place",
        HealthCheck = "health_check",
        Interpreter = "interpreter",
        ConsentRecorded = "consent_recorded",
        SafetyPlan = "safety_plan",
        Identification = "identification",
        ThirtyDayPermit = "thirty_day_permit",
        ForeignerNumber = "foreigner_number",
        FirstExtension = "first_extension",
        ProtectionRegistered = "protection_registered",
        ApplicantCard = "applicant_card",
        StatusDecision = "status_decision",
        HealthCover = "health_cover",
        Lawyer = "lawyer",
        /// Only if the person chose to give one.
        StatementGiven = "statement_given",
        PaymentMeans = "payment_means",
        CourseStarted = "course_started",
        TurkishA2 = "turkish_a2",
        OwnTenancy = "own_tenancy",
        RentPaidBySelf = "rent_paid_by_self",
        WorkPermit = "work_permit",
        FirstInsuredJob = "first_insured_job",
        JobKept = "job_kept",
        /// Three months without contact from those who did harm.
        ThreeMonthsOfPeace = "three_months_of_peace",
        SupportNetwork = "support_network",
        GoalsMet = "goals_met",
        ClosureAgreed = "closure_agreed",
        SixMonthCheck = "six_month_check",
        TwelveMonthCheck = "twelve_month_check",
    }
}

text_enum! {
    /// What usually shows that it was reached.
    Evidence {
        Document = "document",
        Service = "service",
        Consent = "consent",
        Rating = "rating",
        /// What the person says.
        Word = "word",
    }
}

/// When it is usually expected. The days are ours: a first guess for a form, never a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offset {
    /// Days after the case was opened.
    Opening(u64),
    /// Days after it was closed.
    Closing(u64),
    /// Whenever it comes.
    Never,
}

impl MilestoneKind {
    /// The domain it belongs to.
    #[must_use]
    pub const fn domain(self) -> OutcomeDomain {
        match self {
            Self::SafePlace | Self::SafetyPlan | Self::ThreeMonthsOfPeace => OutcomeDomain::PhysicalSafety,
            Self::Identification
            | Self::ThirtyDayPermit
            | Self::ForeignerNumber
            | Self::FirstExtension
            | Self::ProtectionRegistered
            | Self::ApplicantCard
            | Self::StatusDecision => OutcomeDomain::LegalStay,
            Self::Lawyer | Self::StatementGiven | Self::ConsentRecorded => OutcomeDomain::Justice,
            Self::HealthCheck | Self::HealthCover => OutcomeDomain::PhysicalHealth,
            Self::SupportNetwork => OutcomeDomain::CloseTies,
            Self::Interpreter | Self::TurkishA2 => OutcomeDomain::Language,
            Self::OwnTenancy | Self::RentPaidBySelf => OutcomeDomain::Housing,
            Self::PaymentMeans => OutcomeDomain::Income,
            Self::WorkPermit | Self::FirstInsuredJob | Self::JobKept => OutcomeDomain::Work,
            Self::CourseStarted => OutcomeDomain::Education,
            Self::GoalsMet | Self::ClosureAgreed | Self::SixMonthCheck | Self::TwelveMonthCheck => {
                OutcomeDomain::DailyLife
            }
        }
    }

    /// When it is usually expected.
    #[must_use]
    pub const fn offset(self) -> Offset {
        match self {
            Self::ConsentRecorded => Offset::Opening(0),
            Self::SafePlace | Self::Interpreter => Offset::Opening(7),
            Self::HealthCheck | Self::SafetyPlan => Offset::Opening(14),
            Self::Identification | Self::ThirtyDayPermit => Offset::Opening(30),
            Self::ForeignerNumber | Self::FirstExtension | Self::Lawyer => Offset::Opening(60),
            Self::ProtectionRegistered | Self::HealthCover | Self::PaymentMeans => Offset::Opening(90),
            Self::ApplicantCard | Self::CourseStarted | Self::ThreeMonthsOfPeace => Offset::Opening(120),
            Self::SupportNetwork => Offset::Opening(180),
            Self::StatusDecision | Self::OwnTenancy | Self::WorkPermit => Offset::Opening(270),
            Self::FirstInsuredJob => Offset::Opening(300),
            Self::TurkishA2 | Self::RentPaidBySelf => Offset::Opening(365),
            Self::JobKept => Offset::Opening(390),
            Self::SixMonthCheck => Offset::Closing(183),
            Self::TwelveMonthCheck => Offset::Closing(365),
            Self::StatementGiven | Self::GoalsMet | Self::ClosureAgreed => Offset::Never,
        }
    }

    /// What usually shows that it was reached.
    #[must_use]
    pub const fn evidence(self) -> Evidence {
        match self {
            Self::ThirtyDayPermit
            | Self::Identification
            | Self::ForeignerNumber
            | Self::FirstExtension
            | Self::ProtectionRegistered
            | Self::ApplicantCard
            | Self::StatusDecision
            | Self::HealthCover
            | Self::WorkPermit
            | Self::OwnTenancy
            | Self::TurkishA2 => Evidence::Document,
            Self::SafePlace
            | Self::HealthCheck
            | Self::Interpreter
            | Self::SafetyPlan
            | Self::Lawyer
            | Self::StatementGiven
            | Self::CourseStarted
            | Self::FirstInsuredJob
            | Self::JobKept => Evidence::Service,
            Self::ConsentRecorded => Evidence::Consent,
            Self::SixMonthCheck | Self::TwelveMonthCheck => Evidence::Rating,
            Self::PaymentMeans
            | Self::RentPaidBySelf
            | Self::ThreeMonthsOfPeace
            | Self::SupportNetwork
            | Self::GoalsMet
            | Self::ClosureAgreed => Evidence::Word,
        }
    }

    /// The day it is usually expected by, in a case that was opened and maybe closed on these days.
    #[must_use]
    pub fn usually_by(self, opened_on: NaiveDate, closed_on: Option<NaiveDate>) -> Option<NaiveDate> {
        match self.offset() {
            Offset::Opening(days) => opened_on.checked_add_days(Days::new(days)),
            Offset::Closing(days) => closed_on?.checked_add_days(Days::new(days)),
            Offset::Never => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    fn table() -> String {
        let mut text = String::from(
            "# Every milestone. Written by the test `the_milestones_are_the_table`; review every change of it.\n\
             # code, domain, days after opening (or closing), what shows it.\n",
        );
        for kind in MilestoneKind::ALL {
            let days = match kind.offset() {
                Offset::Opening(days) => format!("{days}"),
                Offset::Closing(days) => format!("{days} after closing"),
                Offset::Never => "-".to_owned(),
            };
            let _ = writeln!(text, "{kind}, {}, {days}, {}", kind.domain(), kind.evidence());
        }
        text
    }

    #[test]
    fn the_milestones_are_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/milestones.txt");
        let want = table();
        let have = std::fs::read_to_string(path).unwrap_or_default();
        if have != want && std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(path, &want).expect("the golden file can be written");
            return;
        }
        assert_eq!(have, want, "the milestones changed: review them and run with UPDATE_GOLDEN=1");
    }

    #[test]
    fn a_day_is_guessed_from_the_opening_or_the_closing() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let opened = day("2026-01-01");
        assert_eq!(MilestoneKind::ThirtyDayPermit.usually_by(opened, None), Some(day("2026-01-31")));
        assert_eq!(MilestoneKind::SixMonthCheck.usually_by(opened, None), None);
        assert_eq!(MilestoneKind::TwelveMonthCheck.usually_by(opened, Some(opened)), Some(day("2027-01-01")));
        assert_eq!(MilestoneKind::StatementGiven.usually_by(opened, Some(opened)), None);
    }
}
