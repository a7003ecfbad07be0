//! The fourteen domains of the recovery model, in four areas.

text_enum! {
    /// An area of life. It only groups domains on screen: it has no rating of its own.
    OutcomeArea {
        Safety = "safety",
        WellBeing = "well_being",
        Connectedness = "connectedness",
        SelfSufficiency = "self_sufficiency",
    }
}

text_enum! {
    /// What is rated.
    OutcomeDomain {
        /// Also whether those who did harm can reach the person.
        PhysicalSafety = "physical_safety",
        LegalStay = "legal_stay",
        Justice = "justice",
        PhysicalHealth = "physical_health",
        MentalHealth = "mental_health",
        /// Asked only where it is opened.
        SubstanceUse = "substance_use",
        CloseTies = "close_ties",
        Community = "community",
        Language = "language",
        Housing = "housing",
        Income = "income",
        Work = "work",
        Education = "education",
        /// Everyday life, services, and children if there are any.
        DailyLife = "daily_life",
    }
}

impl OutcomeDomain {
    /// The area it belongs to.
    #[must_use]
    pub const fn area(self) -> OutcomeArea {
        match self {
            Self::PhysicalSafety | Self::LegalStay | Self::Justice => OutcomeArea::Safety,
            Self::PhysicalHealth | Self::MentalHealth | Self::SubstanceUse => OutcomeArea::WellBeing,
            Self::CloseTies | Self::Community | Self::Language => OutcomeArea::Connectedness,
            Self::Housing | Self::Income | Self::Work | Self::Education | Self::DailyLife => {
                OutcomeArea::SelfSufficiency
            }
        }
    }

    /// Whether a form shows it only after somebody opened it.
    #[must_use]
    pub const fn is_optional(self) -> bool {
        matches!(self, Self::SubstanceUse)
    }

    /// Whether its scores may be counted for an office. What is said about substances stays with the person: it stands
    /// nowhere but in the sealed assessment.
    #[must_use]
    pub const fn is_counted(self) -> bool {
        !matches!(self, Self::SubstanceUse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fourteen_domains_lie_in_four_areas_in_the_order_of_the_areas() {
        assert_eq!(OutcomeDomain::ALL.len(), 14);
        let areas: Vec<OutcomeArea> = OutcomeDomain::ALL.iter().map(|domain| domain.area()).collect();
        assert!(areas.is_sorted());
        let sizes: Vec<usize> =
            OutcomeArea::ALL.iter().map(|area| areas.iter().filter(|other| *other == area).count()).collect();
        assert_eq!(sizes, [3, 3, 3, 5]);
    }

    #[test]
    fn what_is_hidden_until_it_is_opened_is_never_counted() {
        assert!(OutcomeDomain::ALL.iter().all(|domain| domain.is_optional() != domain.is_counted()));
    }
}
