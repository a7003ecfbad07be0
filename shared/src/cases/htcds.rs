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
    /// Gender as the person says.
    Gender { Woman = "Woman", Man = "Man", TransWoman = "TransWoman", TransMan = "TransMan", NonBinary = "NonBinary", Other = "Other", Unknown = "Unknown" }
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
