//! Enumerations of the Human Trafficking Case Data Standard v2.0 (IOM, CC BY 4.0), by their exact names.

text_enum! {
    /// `cas_Status`.
    HtcdsCaseStatus { Active = "Active", FollowUp = "FollowUp", Closed = "Closed", ClosedReferred = "ClosedReferred" }
}

text_enum! {
    /// `vic_TraffickingStatus`.
    TraffickingStatus {
        Possible = "PossibleVictimOfTrafficking",
        Actual = "ActualVictimOfTrafficking",
        NotAVictim = "NotAVictimOfTrafficking",
    }
}

text_enum! {
    /// `vic_TraffickingStatusDecisionMakingOrg`.
    DecisionMakingOrg {
        Police = "Police",
        Ngo = "NGO",
        CourtOrProsecution = "CourtOrProsecution",
        NonPoliceGovernmentalOrganization = "NonPoliceGovernmentalOrganization",
        Other = "Other",
    }
}

text_enum! {
    /// `vic_TypeOfExploitation`.
    ExploitationType {
        ForcedLabour = "ForcedLabour",
        SexualExploitation = "SexualExploitation",
        ChildLabour = "ChildLabour",
        ForcedMarriage = "ForcedMarriage",
        Servitude = "Servitude",
        ForcedMilitaryByNonStateActors = "ForcedMilitaryByNonStateActors",
        OrganRemoval = "OrganRemoval",
        ForcedBegging = "ForcedBegging",
        ForcedAdoption = "ForcedAdoption",
        Surrogacy = "Surrogacy",
        Other = "Other",
    }
}

text_enum! {
    /// The seventeen `MethodsOfControl*` fields.
    MethodOfControl {
        DebtBondage = "MethodsOfControlDebtBondage",
        TakesEarnings = "MethodsOfControlTakesEarnings",
        RestrictsFinancialAccess = "MethodsOfControlRestrictsFinancialAccess",
        Threats = "MethodsOfControlThreats",
        ThreatOfLawEnforcement = "MethodsOfControlThreatOfLawEnforcement",
        PsychologicalAbuse = "MethodsOfControlPsychologicalAbuse",
        PhysicalAbuse = "MethodsOfControlPhysicalAbuse",
        SexualAbuse = "MethodsOfControlSexualAbuse",
        FalsePromises = "MethodsOfControlFalsePromises",
        PsychoactiveSubstances = "MethodsOfControlPsychoactiveSubstances",
        RestrictsMovement = "MethodsOfControlRestrictsMovement",
        RestrictsMedicalCare = "MethodsOfControlRestrictsMedicalCare",
        ExcessiveWorkingHours = "MethodsOfControlExcessiveWorkingHours",
        UsesChildren = "MethodsOfControlUsesChildren",
        WithholdsNecessities = "MethodsOfControlWithholdsNecessities",
        WithholdsDocuments = "MethodsOfControlWithholdsDocuments",
        Other = "MethodsOfControlOther",
    }
}

text_enum! {
    /// Sex as recorded in documents.
    Sex { Female = "Female", Male = "Male", Other = "Other", Unknown = "Unknown" }
}

text_enum! {
    /// `vic_Gender`, as the person says.
    Gender {
        Feminine = "Feminine",
        Masculine = "Masculine",
        TransgenderFeminine = "TransgenderFeminine",
        TransgenderMasculine = "TransgenderMasculine",
        NonConforming = "NonConforming",
        NonSpecifiedUnknown = "NonSpecifiedUnknown",
    }
}

text_enum! {
    /// Protection status, HTCDS values and those of Türkiye's law.
    ProtectionStatus {
        None = "None",
        AsylumSeeker = "AsylumSeeker",
        Refugee = "Refugee",
        ConditionalRefugee = "ConditionalRefugee",
        SubsidiaryProtection = "SubsidiaryProtection",
        ComplementaryProtection = "ComplementaryProtection",
        TemporaryProtection = "TemporaryProtection",
        Stateless = "Stateless",
        Unknown = "Unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::{CaseStatus, CloseReason};

    #[test]
    fn the_lists_are_those_of_the_standard() {
        fn names<T: Copy>(all: &[T], text: fn(T) -> &'static str) -> String {
            all.iter().map(|value| text(*value)).collect::<Vec<_>>().join(" ")
        }
        assert_eq!(names(HtcdsCaseStatus::ALL, HtcdsCaseStatus::as_str), "Active FollowUp Closed ClosedReferred");
        assert_eq!(
            names(TraffickingStatus::ALL, TraffickingStatus::as_str),
            "PossibleVictimOfTrafficking ActualVictimOfTrafficking NotAVictimOfTrafficking"
        );
        assert_eq!(
            names(DecisionMakingOrg::ALL, DecisionMakingOrg::as_str),
            "Police NGO CourtOrProsecution NonPoliceGovernmentalOrganization Other"
        );
        assert_eq!(
            names(ExploitationType::ALL, ExploitationType::as_str),
            "ForcedLabour SexualExploitation ChildLabour ForcedMarriage Servitude ForcedMilitaryByNonStateActors \
             OrganRemoval ForcedBegging ForcedAdoption Surrogacy Other"
        );
        assert_eq!(
            names(Gender::ALL, Gender::as_str),
            "Feminine Masculine TransgenderFeminine TransgenderMasculine NonConforming NonSpecifiedUnknown"
        );
        assert_eq!(MethodOfControl::ALL.len(), 17);
        assert!(MethodOfControl::ALL.iter().all(|method| method.as_str().starts_with("MethodsOfControl")));
    }

    #[test]
    fn every_status_of_the_standard_is_reached() {
        let told = |status: CaseStatus, reason| status.htcds(reason);
        assert_eq!(told(CaseStatus::Plan, None), HtcdsCaseStatus::Active);
        assert_eq!(told(CaseStatus::AfterCare, None), HtcdsCaseStatus::FollowUp);
        assert_eq!(told(CaseStatus::Closed, Some(CloseReason::GoalsMet)), HtcdsCaseStatus::Closed);
        assert_eq!(told(CaseStatus::Closed, Some(CloseReason::Referred)), HtcdsCaseStatus::ClosedReferred);
    }
}
